/** What a node says: deterministic text, thinking, tool calls, JSON and vectors, drawn from the request alone. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.content;
