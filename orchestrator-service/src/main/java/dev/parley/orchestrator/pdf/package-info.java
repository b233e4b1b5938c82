/** A conversation as a PDF: pages, lines in their writing direction, and the typefaces that have their letters. */
@NullMarked
package dev.parley.orchestrator.pdf;

import org.jspecify.annotations.NullMarked;
