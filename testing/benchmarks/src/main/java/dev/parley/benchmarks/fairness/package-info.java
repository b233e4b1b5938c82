/** What one caller's backlog costs another caller. */
@NullMarked
package dev.parley.benchmarks.fairness;

import org.jspecify.annotations.NullMarked;
