/** Asks which ideas of an answer are new. Fails open: an answer never waits for its verdicts. */
@NullMarked
package dev.parley.orchestrator.idea;

import org.jspecify.annotations.NullMarked;
