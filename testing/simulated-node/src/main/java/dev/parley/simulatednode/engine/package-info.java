/** What limits a node: serial loads, slots, memory, keep-alive; knows nothing of HTTP or of text. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.engine;
