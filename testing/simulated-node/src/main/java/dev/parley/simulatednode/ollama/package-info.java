/** The native surface: paths under /api, and the plain ones. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.ollama;
