package dev.parley.protocol.tunnel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A model that the agent's node serves.
 *
 * @param name as the node lists it, with its tag
 * @param digest of the manifest, as the node says; null if it says none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TunnelModel(
        @JsonProperty("name") String name,
        @JsonProperty("digest") @Nullable String digest) {}
