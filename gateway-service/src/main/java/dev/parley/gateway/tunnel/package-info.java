/** Nodes that dialled out: what their agents and this replica say to each other, within bounds (docs/tunnel.md). */
@NullMarked
package dev.parley.gateway.tunnel;

import org.jspecify.annotations.NullMarked;
