/** An Ollama node without a model: faithful to the byte by default, misbehaving on request. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode;
