/** Conversations over WebSockets. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.socket;
