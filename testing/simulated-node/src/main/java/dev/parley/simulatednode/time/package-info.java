/** The node's only source of time: wall clock, monotonic nanoseconds and timers. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.time;
