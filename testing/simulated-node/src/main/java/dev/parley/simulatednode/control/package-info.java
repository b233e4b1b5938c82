/** The control port: state, faults, settings and the journal, never visible to Ollama clients. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.control;
