/** Decides which requests may come in at all, by the name they call us and the page they come from; knows no sockets. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.admission;
