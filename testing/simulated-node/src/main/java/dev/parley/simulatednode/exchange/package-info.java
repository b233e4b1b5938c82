/** One request and its reply as the surfaces see them; faults bend the reply here. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.exchange;
