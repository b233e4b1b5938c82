package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Who waits.
 *
 * @param key its public id
 * @param waiting requests
 * @param bytes of their bodies
 * @param running requests on nodes
 */
public record QueuedCaller(
        @JsonProperty("tenant") String tenant,
        @JsonProperty("key") String key,
        @JsonProperty("waiting") int waiting,
        @JsonProperty("bytes") long bytes,
        @JsonProperty("running") int running) {}
