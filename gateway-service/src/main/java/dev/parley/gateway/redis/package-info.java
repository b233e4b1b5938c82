/** What all replicas share of accounts' use; the only place that knows keys and scripts. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.redis;
