package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The answer to {@link UnloadModel} when all nodes that were reached agreed.
 *
 * @param nodes those that had it in memory and were reached
 * @param unreached those that had it and were not
 */
public record UnloadedModel(
        @JsonProperty("model") String model,
        @JsonProperty("nodes") List<String> nodes,
        @JsonProperty("unreached") List<String> unreached) {}
