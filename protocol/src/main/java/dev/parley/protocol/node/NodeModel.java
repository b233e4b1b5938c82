package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A model on a node.
 *
 * @param name as the node lists it
 * @param digest of the manifest; null where the kind has none
 * @param loaded whether it is in memory
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeModel(
        @JsonProperty("name") String name,
        @JsonProperty("digest") @Nullable String digest,
        @JsonProperty("loaded") boolean loaded) {}
