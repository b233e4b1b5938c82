/** The internal door: where routers reach the nodes whose tunnels this replica holds. */
@NullMarked
package dev.parley.gateway.door;

import org.jspecify.annotations.NullMarked;
