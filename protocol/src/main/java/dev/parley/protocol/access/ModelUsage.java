package dev.parley.protocol.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What was used of one model.
 *
 * @param model that really answered, as a node names it
 * @param source how it was asked
 * @param requests that it answered, or began to; of conversations, finished turns
 * @param promptTokens of prompts
 * @param tokens of answers
 */
public record ModelUsage(
        @JsonProperty("model") String model,
        @JsonProperty("source") UsageSource source,
        @JsonProperty("requests") long requests,
        @JsonProperty("prompt_tokens") long promptTokens,
        @JsonProperty("tokens") long tokens) {}
