/** What was asked of which model on the way to an answer, step by step, for people to look at afterwards. */
@NullMarked
package dev.parley.orchestrator.trace;

import org.jspecify.annotations.NullMarked;
