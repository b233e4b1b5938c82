/** The options of a request: those that shape the text and those that decide how a model is loaded. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.options;
