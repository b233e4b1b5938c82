/** What may go wrong, for which requests, and how often. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.fault;
