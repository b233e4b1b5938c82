package dev.parley.orchestrator.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step. Which field has the text depends on the type, as in the first orchestration.
 *
 * @param step the round, from 0; {@code final} for the last
 * @param type {@code primary_response}, {@code secondary_guidance}, {@code final_response} or {@code baseline_response}
 * @param response of a {@code primary_response} or {@code baseline_response}
 * @param guidance of a {@code secondary_guidance}
 * @param finalResponse of a {@code final_response}
 * @param model that gave it
 * @param tokens as the node counted them
 * @param score 0..10, if it was rated
 * @param error the code of what went wrong instead
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TraceStep(
        @JsonProperty("step") Object step,
        @JsonProperty("type") String type,
        @JsonProperty("timestamp") Instant timestamp,
        @JsonProperty("response") @Nullable String response,
        @JsonProperty("guidance") @Nullable String guidance,
        @JsonProperty("final_response") @Nullable String finalResponse,
        @JsonProperty("model") @Nullable String model,
        @JsonProperty("tokens") @Nullable Integer tokens,
        @JsonProperty("score") @Nullable Double score,
        @JsonProperty("error") @Nullable String error) {

    /** A draft of the first model. */
    public static TraceStep response(int step, Instant at, String text, String model, int tokens) {
        return new TraceStep(step, "primary_response", at, text, null, null, model, tokens, null, null);
    }

    /** Notes of the second model. */
    public static TraceStep guidance(int step, Instant at, String text, String model, int tokens) {
        return new TraceStep(step, "secondary_guidance", at, null, text, null, model, tokens, null, null);
    }

    /** An answer without notes, to compare with. */
    public static TraceStep baseline(int step, Instant at, String text, String model, int tokens) {
        return new TraceStep(step, "baseline_response", at, text, null, null, model, tokens, null, null);
    }

    /** The answer that was given. */
    public static TraceStep last(Instant at, String text, String model, @Nullable Double score) {
        return new TraceStep("final", "final_response", at, null, null, text, model, null, score, null);
    }

    /** A step that came to nothing. */
    public static TraceStep failed(int step, String type, Instant at, String code) {
        return new TraceStep(step, type, at, null, null, null, null, null, null, code);
    }
}
