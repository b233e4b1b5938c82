/** Signed-in pages: what their cookie holds, what is kept of it, and how long it is good for. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.session;
