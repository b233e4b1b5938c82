/** The schema {@code access}: keys, sessions, use and the audit log. The only place that knows its tables. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.postgres;
