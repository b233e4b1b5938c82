/** Orchestrators that are killed at random while conversations run and viewers watch. */
@NullMarked
package dev.parley.benchmarks.survival;

import org.jspecify.annotations.NullMarked;
