/** Takes one request to a node that answers it, and its answer back; the last moment to try another node is the first byte. */
@NullMarked
package dev.parley.router.relay;

import org.jspecify.annotations.NullMarked;
