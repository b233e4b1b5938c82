/** What keys and limits add to a call. */
@NullMarked
package dev.parley.benchmarks.identity;

import org.jspecify.annotations.NullMarked;
