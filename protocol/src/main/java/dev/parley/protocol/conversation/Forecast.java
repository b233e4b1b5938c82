package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is still to come if all turns are like those so far.
 *
 * @param endsBy which rule ends it first
 * @param turns until then
 * @param tokens until then
 * @param seconds until then, pauses between rounds included
 * @param cost until then; null where no cost was counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Forecast(
        @JsonProperty("ends_by") StopReason endsBy,
        @JsonProperty("turns") long turns,
        @JsonProperty("tokens") long tokens,
        @JsonProperty("seconds") long seconds,
        @JsonProperty("cost") @Nullable Double cost) {}
