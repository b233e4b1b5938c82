/** Remembers the ideas of every conversation and says which are new. */
@NullMarked
package dev.parley.ideas;

import org.jspecify.annotations.NullMarked;
