package dev.parley.protocol.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * What one key's conversations cost on one model in one hour.
 *
 * @param key the public id of the key that the conversations were started with
 * @param model as the node named it; {@code unknown} where it did not
 * @param hour its beginning, in UTC
 * @param answers finished turns
 * @param promptTokens as the nodes counted them
 * @param tokens of the answers, as the nodes counted them
 */
public record ConversationUsageRow(
        @JsonProperty("key") String key,
        @JsonProperty("model") String model,
        @JsonProperty("hour") Instant hour,
        @JsonProperty("answers") long answers,
        @JsonProperty("prompt_tokens") long promptTokens,
        @JsonProperty("tokens") long tokens) {}
