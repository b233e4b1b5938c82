package dev.parley.gateway.http;

import dev.parley.gateway.quota.Standing;
import dev.parley.gateway.quota.Verdict;
import dev.parley.gateway.quota.VerdictMeter;
import dev.parley.transport.problem.ProblemException;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What answers say of a key's limits. */
@ApplicationScoped
class LimitAnswers {

    private final VerdictMeter verdicts;

    LimitAnswers(VerdictMeter verdicts) {
        this.verdicts = verdicts;
    }

    /**
     * Tells how the key stands by the limit that is nearer to its end, and when to come back if it may not go on.
     *
     * @return the refusal, if it is one
     */
    Optional<ProblemException> tell(HttpServerResponse response, Verdict verdict) {
        verdicts.count(verdict);
        standing(response, verdict);
        return verdict instanceof Verdict.Refused refused ? Optional.of(refusal(response, refused)) : Optional.empty();
    }

    /** How the key stands, by a verdict that has been counted. */
    static void standing(HttpServerResponse response, Verdict verdict) {
        verdict.standing().ifPresent(standing -> put(response, standing));
    }

    private static void put(HttpServerResponse response, Standing standing) {
        response.putHeader("RateLimit-Limit", String.valueOf(standing.limit()))
                .putHeader("RateLimit-Remaining", String.valueOf(standing.remaining()))
                .putHeader("RateLimit-Reset", String.valueOf(standing.reset()));
    }

    private static ProblemException refusal(HttpServerResponse response, Verdict.Refused refused) {
        refused.retryAfter().ifPresent(seconds -> response.putHeader("Retry-After", String.valueOf(seconds)));
        return new ProblemException(refused.reason().code(), refused.detail());
    }
}
