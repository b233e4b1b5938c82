/** Nodes that are described at run time, by administrators and by tunnels, and what operators want of any node. */
@NullMarked
package dev.parley.router.registry;

import org.jspecify.annotations.NullMarked;
