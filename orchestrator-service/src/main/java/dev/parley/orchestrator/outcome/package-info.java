/** What was asked for, or why it is refused: expected refusals are values. */
@NullMarked
package dev.parley.orchestrator.outcome;

import org.jspecify.annotations.NullMarked;
