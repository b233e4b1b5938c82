package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/**
 * What a model's tokens cost, in the currency of its {@link PriceTable}.
 *
 * @param model as answers name it in {@code X-Parley-Model}: without what is default, always with its tag
 * @param input a million tokens of prompts, 0 or more
 * @param output a million tokens of answers, 0 or more
 */
public record ModelPrice(
        @JsonProperty("model") String model,
        @JsonProperty("input") BigDecimal input,
        @JsonProperty("output") BigDecimal output) {}
