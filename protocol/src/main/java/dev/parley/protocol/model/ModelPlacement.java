package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a model: on so many nodes at least, in the memory of so many of them.
 *
 * @param copies 1 to 64; 1 if absent
 * @param warm 0 to {@code copies}; 0 if absent
 */
public record ModelPlacement(
        @JsonProperty("model") @Nullable String model,
        @JsonProperty("copies") @Nullable Integer copies,
        @JsonProperty("warm") @Nullable Integer warm) {}
