/** Counts what happens, for Prometheus. */
@NullMarked
package dev.parley.ideas.metrics;

import org.jspecify.annotations.NullMarked;
