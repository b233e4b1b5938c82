package dev.parley.gateway.chat;

import dev.parley.gateway.quota.Verdict;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no answer, or no whole one.
 *
 * @param retryAfter seconds until another try is worth it, as text; null if nobody said
 */
public record Failure(Problem problem, @Nullable String retryAfter) {

    /** Something that another try does not wait for. */
    public static Failure of(ProblemCode code, String detail) {
        return new Failure(Problem.of(code, detail, null), null);
    }

    static Failure of(Verdict.Refused refused) {
        return new Failure(
                Problem.of(refused.reason().code(), refused.detail(), null),
                refused.retryAfter().isPresent()
                        ? String.valueOf(refused.retryAfter().getAsLong())
                        : null);
    }
}
