/** What a node costs that is behind a tunnel. */
@NullMarked
package dev.parley.benchmarks.tunnel;

import org.jspecify.annotations.NullMarked;
