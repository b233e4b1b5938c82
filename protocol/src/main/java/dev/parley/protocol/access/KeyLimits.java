package dev.parley.protocol.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How much a key may use; what is absent is not limited.
 *
 * @param requestsPerMinute begun in any 60 s; 1..1,000,000
 * @param tokensPerMinute of prompts and answers together, in any 60 s; 1..1,000,000,000,000
 * @param concurrentStreams answers under way at once, streamed or not; 1..10,000
 * @param tokensPerMonth of prompts and answers together, in a calendar month of UTC; 1..1,000,000,000,000,000
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyLimits(
        @JsonProperty("requests_per_minute") @Nullable Integer requestsPerMinute,
        @JsonProperty("tokens_per_minute") @Nullable Long tokensPerMinute,
        @JsonProperty("concurrent_streams") @Nullable Integer concurrentStreams,
        @JsonProperty("tokens_per_month") @Nullable Long tokensPerMonth) {}
