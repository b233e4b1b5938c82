/** One answer, improved: a first model answers, a second one finds what is missing, the first answers again. */
@NullMarked
package dev.parley.orchestrator.refinement;

import org.jspecify.annotations.NullMarked;
