/** Which models are to be on how many nodes and in how many memories, and the errands that make it so. */
@NullMarked
package dev.parley.router.placement;

import org.jspecify.annotations.NullMarked;
