/** The real processes that a scenario runs on: Parley, simulated nodes, nginx; what they use; and their end. */
@NullMarked
package dev.parley.benchmarks.house;

import org.jspecify.annotations.NullMarked;
