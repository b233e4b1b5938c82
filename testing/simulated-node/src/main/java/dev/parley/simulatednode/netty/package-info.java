/** The socket edge of the Ollama port: Go-like framing, resets, and a listener that can close alone. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.netty;
