/** What happens to a request before a surface sees it: guards, faults, knobs, routing, and the journal. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.reception;
