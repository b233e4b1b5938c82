/** What the router tells about its nodes, and where a machine named by a caller may point. */
@NullMarked
package dev.parley.protocol.node;

import org.jspecify.annotations.NullMarked;
