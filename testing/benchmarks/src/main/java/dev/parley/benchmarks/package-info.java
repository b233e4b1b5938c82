/** Load scenarios, each beside its baseline in the same run; what they print is what {@code docs/performance.md} quotes. */
@NullMarked
package dev.parley.benchmarks;

import org.jspecify.annotations.NullMarked;
