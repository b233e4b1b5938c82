package dev.parley.gateway.quota;

import dev.parley.gateway.quota.Decision.Outcome;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one account has used through this process. {@code admit.lua} and {@code settle.lua} do the same for all replicas.
 * Not thread-safe.
 */
final class LocalAccount {

    private static final Held NOT_HELD = new Held(0, 0);

    private final Window requests = new Window();
    private final Window tokens = new Window();

    /** By lease. */
    private final Map<Long, Held> held = new HashMap<>();

    /** What they hold back together. */
    private long reserved;

    private @Nullable YearMonth month;
    private OptionalLong monthUsed = OptionalLong.empty();

    /**
     * A request under way.
     *
     * @param second of the bucket in which its tokens were noted; 0 if they were not
     * @param back held back from the month's budget
     */
    private record Held(long second, long back) {}

    /** Decides, and notes what is admitted. */
    Decision admit(Claim claim, long clock, YearMonth current) {
        long now = tokens.at(requests.at(clock));
        turnTo(current);
        Limits limits = claim.limits();
        long left = Long.MAX_VALUE;
        if (limits.tokensPerMonth().isPresent()) {
            monthUsed = monthUsed.isPresent() ? monthUsed : claim.seed();
            if (monthUsed.isEmpty()) {
                return Decision.of(Outcome.BUDGET_UNKNOWN);
            }
            left = limits.tokensPerMonth().getAsLong() - monthUsed.getAsLong() - claim.elsewhere() - reserved;
        }
        Need need = claim.need();
        long forRequest = limits.requestsPerMinute().isEmpty()
                ? 0
                : requests.waitFor(1, limits.requestsPerMinute().getAsInt(), now);
        long forTokens = limits.tokensPerMinute().isEmpty() || need.tokens() == 0
                ? 0
                : tokens.waitFor(need.tokens(), limits.tokensPerMinute().getAsLong(), now);
        Outcome outcome = outcome(claim, left, forRequest, forTokens);
        long retry = Math.max(forRequest, forTokens);
        if (outcome != Outcome.ADMITTED) {
            return decision(outcome, 0, now, outcome == Outcome.BUDGET_GONE ? 0 : retry, 0);
        }
        long second = note(claim, now);
        long back = limits.tokensPerMonth().isPresent() ? Math.min(need.tokens(), left) : 0;
        hold(claim, new Held(second, back));
        return decision(outcome, second, now, 0, back);
    }

    private Outcome outcome(Claim claim, long left, long forRequest, long forTokens) {
        if (left <= 0 || left < leastLeft(claim.need())) {
            return Outcome.BUDGET_GONE;
        }
        if (forRequest > 0 || forTokens > 0) {
            return forRequest >= forTokens ? Outcome.NO_REQUEST_LEFT : Outcome.NO_TOKENS_LEFT;
        }
        boolean full = claim.isHeld()
                && held.size() >= claim.limits().concurrentStreams().orElse(Integer.MAX_VALUE);
        return full ? Outcome.TOO_MANY_STREAMS : Outcome.ADMITTED;
    }

    /** A guess is cut to what is left for one that is alone: many at once would each take more than was held back for them. */
    private long leastLeft(Need need) {
        return reserved > 0 ? need.tokens() : need.asked();
    }

    /** Notes what all replicas have admitted together, so that this process knows its part when it is alone. */
    void note(Claim claim, Decision shared, long clock, YearMonth current) {
        long now = tokens.at(requests.at(clock));
        turnTo(current);
        hold(claim, new Held(note(claim, now), shared.reserved()));
        monthUsed = claim.limits().tokensPerMonth().isPresent() ? OptionalLong.of(shared.month()) : monthUsed;
    }

    private long note(Claim claim, long now) {
        if (claim.limits().requestsPerMinute().isPresent()) {
            requests.add(1, now);
        }
        boolean counts =
                claim.limits().tokensPerMinute().isPresent() && claim.need().tokens() > 0;
        return counts ? tokens.add(claim.need().tokens(), now) : 0;
    }

    private void hold(Claim claim, Held request) {
        if (claim.isHeld()) {
            held.put(claim.lease(), request);
            reserved += request.back();
        }
    }

    /** Notes what a request took in place of what was noted for it. */
    void settle(Settlement ended, long clock, YearMonth current) {
        long now = tokens.at(requests.at(clock));
        turnTo(current);
        Held request = held.getOrDefault(ended.claim().lease(), NOT_HELD);
        held.remove(ended.claim().lease());
        reserved -= request.back();
        if (ended.claim().limits().tokensPerMinute().isPresent()) {
            long noted = request.second() == 0 ? 0 : ended.claim().need().tokens();
            tokens.correct(request.second(), noted, ended.tokens(), now);
        }
        if (monthUsed.isPresent()) {
            monthUsed = OptionalLong.of(monthUsed.getAsLong() + ended.tokens());
        }
    }

    /** Whether there is nothing to remember. */
    boolean isIdle(long clock) {
        tokens.at(requests.at(clock));
        return held.isEmpty() && requests.isEmpty() && tokens.isEmpty();
    }

    private void turnTo(YearMonth current) {
        if (!current.equals(month)) {
            month = current;
            monthUsed = OptionalLong.empty();
        }
    }

    private Decision decision(Outcome outcome, long second, long now, long retry, long back) {
        return new Decision(
                outcome,
                second,
                requests.used(),
                requests.reset(now),
                tokens.used(),
                tokens.reset(now),
                retry,
                monthUsed.orElse(0),
                back);
    }
}
