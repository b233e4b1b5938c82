package dev.parley.protocol.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What was used of one model.
 *
 * @param model that really answered, as a node names it
 * @param source how it was asked
 * @param requests that it answered, or began to; of conversations, finished turns
 * @param promptTokens of prompts
 * @param tokens of answers
 * @param cost of both at the price of now, rounded to the millionth; null where no price is known, which does not mean free
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelUsage(
        @JsonProperty("model") String model,
        @JsonProperty("source") UsageSource source,
        @JsonProperty("requests") long requests,
        @JsonProperty("prompt_tokens") long promptTokens,
        @JsonProperty("tokens") long tokens,
        @JsonProperty("cost") @Nullable BigDecimal cost) {}
