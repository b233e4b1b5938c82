package dev.parley.orchestrator.trace;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/** What led to one answer. */
public record Trace(
        @JsonProperty("trace_id") String traceId,
        @JsonProperty("timestamp") Instant timestamp,
        @JsonProperty("user_prompt") String userPrompt,
        @JsonProperty("orchestration_enabled") boolean orchestrationEnabled,
        @JsonProperty("steps") List<TraceStep> steps) {

    public Trace {
        steps = List.copyOf(steps);
    }
}
