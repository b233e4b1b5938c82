/** What the hops add to a call, a stream and a crowd of open streams, beside the node alone and nginx. */
@NullMarked
package dev.parley.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
