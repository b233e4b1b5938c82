/** A conversation to take away: as data, as the first system's log, as Markdown, or on paper. */
@NullMarked
package dev.parley.orchestrator.export;

import org.jspecify.annotations.NullMarked;
