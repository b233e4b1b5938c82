/** How well work of unknown length is spread over nodes that are not equal. */
@NullMarked
package dev.parley.benchmarks.unequal;

import org.jspecify.annotations.NullMarked;
