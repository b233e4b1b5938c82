/** Runs a conversation on this replica: asks, listens, retries, keeps each answer exactly once. */
@NullMarked
package dev.parley.orchestrator.turn;

import org.jspecify.annotations.NullMarked;
