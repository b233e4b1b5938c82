/** Asks nodes what they are and have, and joins their answers; the only place that knows their catalogue JSON. */
@NullMarked
package dev.parley.router.ollama;

import org.jspecify.annotations.NullMarked;
