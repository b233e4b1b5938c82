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
        OptionalLong retry = OptionalLong.of(Standing.inSeconds(decision.retry()));
        return switch (decision.outcome()) {
            case NO_REQUEST_LEFT, NO_TOKENS_LEFT -> refused(Reason.RATE_LIMITED, claim, decision, retry);
            case TOO_MANY_STREAMS -> refused(Reason.RATE_LIMITED, claim, decision, SOON);
            case BUDGET_GONE -> refused(Reason.BUDGET_EXHAUSTED, claim, decision, untilNextMonth(clock));
            case ADMITTED, BUDGET_UNKNOWN -> unavailable();
        };
    }

    private static Verdict refused(Reason reason, Claim claim, Decision decision, OptionalLong retryAfter) {
        Optional<Standing> standing = Standing.tightest(claim.limits(), decision);
        return new Refused(reason, detail(claim, decision), retryAfter, standing);
    }

    private static String detail(Claim claim, Decision decision) {
        Limits limits = claim.limits();
        long need = claim.need().tokens();
        return switch (decision.outcome()) {
            case NO_REQUEST_LEFT ->
                "requests_per_minute: %d were begun (allowed: %d)"
                        .formatted(
                                decision.requests(), limits.requestsPerMinute().orElse(0));
            case NO_TOKENS_LEFT ->
                "tokens_per_minute: %d are used and this request may take %d (allowed: %d)"
                        .formatted(
                                decision.tokens(),
                                need,
                                limits.tokensPerMinute().orElse(0));
            case TOO_MANY_STREAMS ->
                "concurrent_streams: all %d are under way"
                        .formatted(limits.concurrentStreams().orElse(0));
            case BUDGET_GONE ->
                "tokens_per_month: %d are used and this request may take %d (allowed: %d)"
                        .formatted(
                                decision.month() + claim.elsewhere(),
                                need,
                                limits.tokensPerMonth().orElse(0));
            case ADMITTED, BUDGET_UNKNOWN -> "";
        };
    }

    private static OptionalLong untilNextMonth(Clock clock) {
        Instant next =
                YearMonth.now(clock).plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return OptionalLong.of(
                Standing.inSeconds(Duration.between(clock.instant(), next).toMillis()));
    }
}
