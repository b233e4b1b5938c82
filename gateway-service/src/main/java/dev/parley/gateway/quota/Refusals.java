package dev.parley.gateway.quota;

import dev.parley.gateway.quota.Verdict.Reason;
import dev.parley.gateway.quota.Verdict.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts into words what a ledger decided. */
final class Refusals {

    /** Nobody knows when an answer under way will end. */
    private static final OptionalLong SOON = OptionalLong.of(1);

    private Refusals() {}

    /** What says itself that it takes more than is ever allowed: waiting would not help it. */
    static Optional<Verdict> ofWhatNeverFits(Limits limits, Need need) {
        if (limits.tokensPerMinute().isPresent()
                && need.asked() > limits.tokensPerMinute().getAsLong()) {
            return Optional.of(new Refused(
                    Reason.RATE_LIMITED,
                    "tokens_per_minute: this request asks for " + need.asked() + " (allowed: "
                            + limits.tokensPerMinute().getAsLong() + ")",
                    OptionalLong.empty(),
                    Optional.empty()));
        }
        return Optional.empty();
    }

    static Verdict unavailable() {
        return new Refused(Reason.UNAVAILABLE, "what this key has used cannot be looked up", SOON, Optional.empty());
    }

    static Verdict of(Claim claim, Decision decision, Clock clock) {
        Limits limits = claim.limits();
        Optional<Standing> standing = Standing.tightest(limits, decision);
        OptionalLong retry = OptionalLong.of(Standing.inSeconds(decision.retry()));
        return switch (decision.outcome()) {
            case NO_REQUEST_LEFT ->
                new Refused(
                        Reason.RATE_LIMITED,
                        "requests_per_minute: " + decision.requests() + " were begun (allowed: "
                                + limits.requestsPerMinute().orElse(0) + ")",
                        retry,
                        standing);
            case NO_TOKENS_LEFT ->
                new Refused(
                        Reason.RATE_LIMITED,
                        "tokens_per_minute: " + decision.tokens() + " are used and this request may take "
                                + claim.need().tokens() + " (allowed: "
                                + limits.tokensPerMinute().orElse(0) + ")",
                        retry,
                        standing);
            case TOO_MANY_STREAMS ->
                new Refused(
                        Reason.RATE_LIMITED,
                        "concurrent_streams: all " + limits.concurrentStreams().orElse(0) + " are under way",
                        SOON,
                        standing);
            case BUDGET_GONE ->
                new Refused(
                        Reason.BUDGET_EXHAUSTED,
                        "tokens_per_month: " + (decision.month() + claim.elsewhere())
                                + " are used and this request may take "
                                + claim.need().tokens() + " (allowed: "
                                + limits.tokensPerMonth().orElse(0) + ")",
                        untilNextMonth(clock),
                        standing);
            case ADMITTED, BUDGET_UNKNOWN -> unavailable();
        };
    }

    private static OptionalLong untilNextMonth(Clock clock) {
        Instant next =
                YearMonth.now(clock).plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return OptionalLong.of(
                Standing.inSeconds(Duration.between(clock.instant(), next).toMillis()));
    }
}
