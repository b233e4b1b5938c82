package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is waited for.
 *
 * @param model or type of task, as it was asked for
 * @param waiting requests
 * @param oldestMs milliseconds that the one has waited which has waited longest
 * @param expectedWaitMs milliseconds that who comes now is expected to wait; null if nothing is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueuedModel(
        @JsonProperty("model") String model,
        @JsonProperty("waiting") int waiting,
        @JsonProperty("oldest_ms") long oldestMs,
        @JsonProperty("expected_wait_ms") @Nullable Long expectedWaitMs) {}
