/** How soon what a node says is seen by viewers of another replica, by how many, and what keeping a turn takes. */
@NullMarked
package dev.parley.benchmarks.streams;

import org.jspecify.annotations.NullMarked;
