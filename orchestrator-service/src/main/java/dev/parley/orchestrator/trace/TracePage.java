package dev.parley.orchestrator.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Traces, newest first.
 *
 * @param next the cursor of the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TracePage(
        @JsonProperty("traces") List<Trace> traces,
        @JsonProperty("next") @Nullable String next) {}
