/** Who claims which ideas for which attempt of a turn, and whether the claim stands, stood or has lapsed. */
@NullMarked
package dev.parley.ideas.claim;

import org.jspecify.annotations.NullMarked;
