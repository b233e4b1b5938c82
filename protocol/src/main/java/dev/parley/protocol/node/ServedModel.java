package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A model that a node answers with.
 *
 * @param model as the node lists it
 * @param url the node's address for admins, its name for everybody else
 * @param capabilities what the node is good at, sorted
 * @param maxConcurrent requests that the node holds at once, all its models together
 */
public record ServedModel(
        @JsonProperty("model") String model,
        @JsonProperty("url") String url,
        @JsonProperty("capabilities") List<String> capabilities,
        @JsonProperty("max_concurrent") int maxConcurrent) {}
