package dev.parley.orchestrator.outcome;

import dev.parley.protocol.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Why something is not done, in the words of the error catalogue.
 *
 * @param detail the value and what was expected of it, never a secret
 * @param field the field at fault as a JSON path; null if none is
 */
public record Refusal(
        ProblemCode code, String detail, @Nullable String field) {

    /** A refusal that no field is to blame for. */
    public static Refusal of(ProblemCode code, String detail) {
        return new Refusal(code, detail, null);
    }
}
