/** The one look that is taken into a request on its way to a node. Never changes a byte that it is not told to. */
@NullMarked
package dev.parley.transport.relay.request;

import org.jspecify.annotations.NullMarked;
