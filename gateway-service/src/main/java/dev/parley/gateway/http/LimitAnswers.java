package dev.parley.gateway.http;

import dev.parley.gateway.quota.Standing;
import dev.parley.gateway.quota.Verdict;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What answers say of a key's limits. Verdicts are counted by what they say, never by key: series must be bounded. */
@ApplicationScoped
class LimitAnswers {

    private final MeterRegistry meters;

    LimitAnswers(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * Tells how the key stands by the limit that is nearer to its end, and when to come back if it may not go on.
     *
     * @return the refusal, if it is one
     */
    Optional<ProblemException> tell(HttpServerResponse response, Verdict verdict) {
        verdict.standing().ifPresent(standing -> put(response, standing));
        Optional<ProblemException> refusal =
                verdict instanceof Verdict.Refused refused ? Optional.of(refusal(response, refused)) : Optional.empty();
        count(refusal.map(problem -> problem.problem().code().wireName()).orElse("admitted"));
        return refusal;
    }

    private static void put(HttpServerResponse response, Standing standing) {
        response.putHeader("RateLimit-Limit", String.valueOf(standing.limit()))
                .putHeader("RateLimit-Remaining", String.valueOf(standing.remaining()))
                .putHeader("RateLimit-Reset", String.valueOf(standing.reset()));
    }

    private static ProblemException refusal(HttpServerResponse response, Verdict.Refused refused) {
        refused.retryAfter().ifPresent(seconds -> response.putHeader("Retry-After", String.valueOf(seconds)));
        ProblemCode code = switch (refused.reason()) {
            case RATE_LIMITED -> ProblemCode.RATE_LIMITED;
            case BUDGET_EXHAUSTED -> ProblemCode.BUDGET_EXHAUSTED;
            case UNAVAILABLE -> ProblemCode.QUOTA_UNAVAILABLE;
        };
        return new ProblemException(code, refused.detail());
    }

    private void count(String verdict) {
        Counter.builder("parley.gateway.quota.verdicts")
                .description("What requests were told that count against limits")
                .tag("verdict", verdict)
                .register(meters)
                .increment();
    }
}
