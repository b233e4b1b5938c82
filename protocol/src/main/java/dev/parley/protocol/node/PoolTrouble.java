package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something about a pool that cannot be as its owner wrote it.
 *
 * @param service {@code namespace/name}
 * @param text what is wrong
 */
public record PoolTrouble(
        @JsonProperty("service") String service,
        @JsonProperty("text") String text) {}
