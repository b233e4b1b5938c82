/** The one error body of our own endpoints (RFC 9457) and the catalogue of its codes. */
@NullMarked
package dev.parley.protocol.problem;

import org.jspecify.annotations.NullMarked;
