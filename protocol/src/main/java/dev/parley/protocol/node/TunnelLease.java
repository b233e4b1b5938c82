package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How long a tunnel's registration holds.
 *
 * @param seconds from now; say it again after a third of them
 */
public record TunnelLease(
        @JsonProperty("name") String name,
        @JsonProperty("seconds") int seconds) {}
