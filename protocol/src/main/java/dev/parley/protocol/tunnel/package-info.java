/** What a node that dialled out and the gateway say to each other over its tunnel; the rules are in {@code docs/tunnel.md}. */
@NullMarked
package dev.parley.protocol.tunnel;

import org.jspecify.annotations.NullMarked;
