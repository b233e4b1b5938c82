/** How much a node may be given, who may enter next, and what must be given back. */
@NullMarked
package dev.parley.router.capacity;

import org.jspecify.annotations.NullMarked;
