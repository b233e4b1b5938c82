/** Something that generates: tokens, then exactly one ending. */
@NullMarked
package dev.parley.orchestrator.model;

import org.jspecify.annotations.NullMarked;
