/** Replays golden exchanges against a node and tells the differences. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.selfcheck;
