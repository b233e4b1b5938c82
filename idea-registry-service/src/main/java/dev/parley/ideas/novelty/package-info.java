/** Says whether an idea is new in its conversation; knows nothing about answers, attempts or stores. */
@NullMarked
package dev.parley.ideas.novelty;

import org.jspecify.annotations.NullMarked;
