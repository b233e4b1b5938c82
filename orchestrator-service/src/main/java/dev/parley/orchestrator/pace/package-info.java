/** Waiting, as a parameter: a test decides how long it takes. */
@NullMarked
package dev.parley.orchestrator.pace;

import org.jspecify.annotations.NullMarked;
