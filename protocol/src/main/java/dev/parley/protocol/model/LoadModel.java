package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Take a model into memory. The answer is a stream of {@link ModelProgress}.
 *
 * @param copies on how many nodes, 1 to 64; 1 if absent, as many as are named where nodes are
 * @param nodes only on these, at most 64; chosen if absent
 * @param pull whether nodes that lack it fetch it first; true if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadModel(
        @JsonProperty("model") @Nullable String model,
        @JsonProperty("copies") @Nullable Integer copies,
        @JsonProperty("nodes") @Nullable List<String> nodes,
        @JsonProperty("pull") @Nullable Boolean pull) {}
