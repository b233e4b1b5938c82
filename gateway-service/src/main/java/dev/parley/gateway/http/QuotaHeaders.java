package dev.parley.gateway.http;

import dev.parley.gateway.quota.Standing;
import dev.parley.gateway.quota.Verdict;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import io.vertx.core.http.HttpServerResponse;

/** What answers say of a key's limits. */
final class QuotaHeaders {

    private QuotaHeaders() {}

    /** How the key stands by the limit that is nearest to its end. */
    static void put(HttpServerResponse response, Verdict verdict) {
        verdict.standing().ifPresent(standing -> put(response, standing));
    }

    private static void put(HttpServerResponse response, Standing standing) {
        response.putHeader("RateLimit-Limit", String.valueOf(standing.limit()))
                .putHeader("RateLimit-Remaining", String.valueOf(standing.remaining()))
                .putHeader("RateLimit-Reset", String.valueOf(standing.reset()));
    }

    /** The refusal, when to come back being told already. */
    static ProblemException refusal(HttpServerResponse response, Verdict.Refused refused) {
        refused.retryAfter().ifPresent(seconds -> response.putHeader("Retry-After", String.valueOf(seconds)));
        ProblemCode code = switch (refused.reason()) {
            case RATE_LIMITED -> ProblemCode.RATE_LIMITED;
            case BUDGET_EXHAUSTED -> ProblemCode.BUDGET_EXHAUSTED;
            case UNAVAILABLE -> ProblemCode.QUOTA_UNAVAILABLE;
        };
        return new ProblemException(code, refused.detail());
    }
}
