/** Runs one answer from the queue to its last token: schedule, prefill, then pieces at a pace. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.generation;
