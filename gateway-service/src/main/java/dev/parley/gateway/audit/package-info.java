/** What administrators did, for whoever asks later. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.audit;
