/** What keys have used, written down for good; knows nothing of HTTP or PostgreSQL. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.usage;
