/** What is kept in schema {@code access}; the only place that knows its tables. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.postgres;
