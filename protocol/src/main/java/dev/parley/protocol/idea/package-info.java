/** Claiming the ideas of an answer and hearing which of them are new. */
@NullMarked
package dev.parley.protocol.idea;

import org.jspecify.annotations.NullMarked;
