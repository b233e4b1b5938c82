/** Every knob of a node in one immutable value, and the live holder that swaps it. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.settings;
