package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Pods that do the same work, as a cluster's Service describes them.
 *
 * @param name starts its nodes' names
 * @param service its Service, {@code namespace/name}
 * @param models what it is declared to serve, best first; known even while it has no node
 * @param maxConcurrent the cap of each node, all models
 * @param maxConcurrentPerModel of one model
 * @param nodes by name
 */
public record PoolReport(
        @JsonProperty("name") String name,
        @JsonProperty("service") String service,
        @JsonProperty("kind") NodeKind kind,
        @JsonProperty("models") List<String> models,
        @JsonProperty("capabilities") List<String> capabilities,
        @JsonProperty("max_concurrent") int maxConcurrent,
        @JsonProperty("max_concurrent_per_model") int maxConcurrentPerModel,
        @JsonProperty("nodes") List<String> nodes) {}
