/** How much a key may use, and who decides whether it has; knows nothing of HTTP, Redis or PostgreSQL. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.quota;
