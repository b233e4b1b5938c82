package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One of the models that an alias shall stand for.
 *
 * @param weight its part of the whole, 1 to 1,000; 1 if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewVariant(
        @JsonProperty("model") @Nullable String model,
        @JsonProperty("weight") @Nullable Integer weight) {}
