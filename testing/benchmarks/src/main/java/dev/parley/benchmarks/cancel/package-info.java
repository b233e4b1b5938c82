/** How soon a node is left alone after its caller has gone. */
@NullMarked
package dev.parley.benchmarks.cancel;

import org.jspecify.annotations.NullMarked;
