/** A conversation that was taken away and is brought back: its file is read and checked, and its log is told anew. */
@NullMarked
package dev.parley.orchestrator.importing;

import org.jspecify.annotations.NullMarked;
