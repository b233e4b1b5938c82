/** Problem answers of RFC 9457, for JAX-RS resources and for plain Vert.x routes. */
@NullMarked
package dev.parley.transport.problem;

import org.jspecify.annotations.NullMarked;
