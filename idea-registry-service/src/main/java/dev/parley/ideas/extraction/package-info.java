/** Cuts an agent's answer into the ideas it proposes; knows nothing about who said them or whether they are new. */
@NullMarked
package dev.parley.ideas.extraction;

import org.jspecify.annotations.NullMarked;
