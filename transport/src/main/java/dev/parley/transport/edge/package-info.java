/** Who may call a service: one secret per edge, and the caller on whose behalf it is called, signed by it. */
@NullMarked
package dev.parley.transport.edge;

import org.jspecify.annotations.NullMarked;
