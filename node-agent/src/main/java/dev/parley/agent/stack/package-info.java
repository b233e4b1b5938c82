/** Finds the local stack that runs, from what it left in its folder. */
@NullMarked
package dev.parley.agent.stack;

import org.jspecify.annotations.NullMarked;
