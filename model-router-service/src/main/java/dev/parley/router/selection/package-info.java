/** Decides which nodes may get a request and in which order; knows nothing of HTTP, Ollama or Redis. */
@NullMarked
package dev.parley.router.selection;

import org.jspecify.annotations.NullMarked;
