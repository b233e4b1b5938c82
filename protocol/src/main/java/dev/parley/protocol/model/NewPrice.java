package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens shall cost.
 *
 * @param input a million tokens of prompts, 0 to 1,000,000 with at most 6 decimals
 * @param output a million tokens of answers, within the same bounds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewPrice(
        @JsonProperty("model") @Nullable String model,
        @JsonProperty("input") @Nullable BigDecimal input,
        @JsonProperty("output") @Nullable BigDecimal output) {}
