package dev.parley.orchestrator.conversation;

import dev.parley.protocol.conversation.Budget;
import dev.parley.protocol.conversation.BudgetReport;
import dev.parley.protocol.conversation.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation has taken, and what it may take. Time counts while it is active, pauses between rounds included.
 *
 * @param budget null if it is unlimited
 * @param prices null where cost is not limited
 * @param tokens generated since the budget counts, those of answers that came to nothing included as far as they were heard
 * @param nanos cost since the budget counts, in thousand-millionths
 * @param fromMs active time when the budget began to count
 * @param warned whether it was told that little is left
 * @param activeMs active time up to {@code activeSince}
 * @param activeSince null while it is not active
 * @param nextPrompt how long the next prompt is estimated to be, in tokens
 */
public record Ledger(
        @Nullable Budget budget,
        @Nullable PriceSheet prices,
        long tokens,
        long nanos,
        long fromMs,
        boolean warned,
        long activeMs,
        @Nullable Instant activeSince,
        long nextPrompt) {

    private static final double WARN_AT = 0.8;
    private static final double NANOS = 1e9;

    /** A question and the marks around messages. */
    private static final int AROUND = 64;

    /** Instructions of a role, before anything was said. */
    private static final int FIRST_PROMPT = 600;

    /** Of a conversation without a budget. */
    public static final Ledger NONE = new Ledger(null, null, 0, 0, 0, false, 0, null, FIRST_PROMPT);

    /** The same time, another budget that counts from now. */
    public Ledger agreed(@Nullable Budget now, @Nullable PriceSheet at, Instant when) {
        return new Ledger(now, at, 0, 0, activeMs(when), false, activeMs, activeSince, nextPrompt);
    }

    /** The same budget, counted anew. */
    public Ledger renewed(Instant when) {
        return agreed(budget, prices, when);
    }

    /** It is active from now on. */
    public Ledger running(Instant now) {
        return new Ledger(budget, prices, tokens, nanos, fromMs, warned, activeMs, now, nextPrompt);
    }

    /** It is not active any more. */
    public Ledger resting(Instant now) {
        return new Ledger(budget, prices, tokens, nanos, fromMs, warned, activeMs(now), null, nextPrompt);
    }

    /** A whole answer. */
    public Ledger spend(@Nullable Integer promptTokens, int answerTokens, @Nullable String model) {
        long prompt = promptTokens == null ? nextPrompt : promptTokens;
        return spend(prompt, answerTokens, model, prompt + answerTokens + AROUND);
    }

    /** Part of an answer, counted by its pieces. */
    public Ledger spendHeard(int pieces, @Nullable String model) {
        return spend(pieces == 0 ? 0 : nextPrompt, pieces, model, nextPrompt);
    }

    private Ledger spend(long prompt, int answer, @Nullable String model, long next) {
        TokenPrice price = prices == null ? new TokenPrice(0, 0) : prices.of(model);
        long cost = prompt * price.input() + answer * price.output();
        return new Ledger(budget, prices, tokens + answer, nanos + cost, fromMs, warned, activeMs, activeSince, next);
    }

    /** It has been told. */
    public Ledger withWarning() {
        return new Ledger(budget, prices, tokens, nanos, fromMs, true, activeMs, activeSince, nextPrompt);
    }

    /** How long it has been active in all. */
    public long activeMs(Instant now) {
        return activeSince == null
                ? activeMs
                : activeMs + Math.max(0, Duration.between(activeSince, now).toMillis());
    }

    /** The limit that nothing is left of; empty if there is none. */
    public Optional<StopReason> spentUp(Instant now) {
        if (budget == null) {
            return Optional.empty();
        }
        if (budget.tokens() != null && tokens >= budget.tokens()) {
            return Optional.of(StopReason.TOKENS);
        }
        if (budget.cost() != null && nanos >= nanos(budget.cost())) {
            return Optional.of(StopReason.COST);
        }
        return budget.seconds() != null && sinceMs(now) >= budget.seconds() * 1_000
                ? Optional.of(StopReason.TIME)
                : Optional.empty();
    }

    /** Whether four fifths of some limit are spent and nobody was told. */
    public boolean isToWarn(Instant now) {
        if (budget == null || warned) {
            return false;
        }
        return (budget.tokens() != null && tokens >= WARN_AT * budget.tokens())
                || (budget.cost() != null && nanos >= WARN_AT * nanos(budget.cost()))
                || (budget.seconds() != null && sinceMs(now) >= WARN_AT * budget.seconds() * 1_000);
    }

    /** When time will be up; null if it is not limited. */
    public @Nullable Instant deadline(Instant now) {
        return budget == null || budget.seconds() == null
                ? null
                : now.plusMillis(Math.max(0, budget.seconds() * 1_000 - sinceMs(now)));
    }

    /**
     * The longest answer of this model that the budget still allows; 0 if it allows none. What the prompt will cost can
     * only be estimated.
     */
    public int longestAnswer(int wanted, String model) {
        long most = wanted;
        if (budget != null && budget.tokens() != null) {
            most = Math.min(most, budget.tokens() - tokens);
        }
        if (budget != null && budget.cost() != null && prices != null) {
            TokenPrice price = prices.of(model);
            long left = nanos(budget.cost()) - nanos - nextPrompt * price.input();
            most = left <= 0 ? 0 : Math.min(most, left / Math.max(1, price.output()));
        }
        return (int) Math.max(0, most);
    }

    /** As its reader sees it; null without a budget. */
    public @Nullable BudgetReport report(Instant now) {
        return budget == null ? null : new BudgetReport(budget, spent(budget, now), left(budget, now));
    }

    /** What is left of each limit. */
    public Budget left(Instant now) {
        return budget == null ? new Budget(null, null, null) : left(budget, now);
    }

    /** The mean of a turn in thousand-millionths; 0 where no cost is counted. */
    long meanCost(int turns) {
        return turns == 0 ? 0 : nanos / turns;
    }

    private Budget spent(Budget limit, Instant now) {
        return new Budget(
                limit.tokens() == null ? null : tokens,
                limit.cost() == null ? null : nanos / NANOS,
                limit.seconds() == null ? null : sinceMs(now) / 1_000);
    }

    private Budget left(Budget limit, Instant now) {
        return new Budget(
                limit.tokens() == null ? null : Math.max(0, limit.tokens() - tokens),
                limit.cost() == null ? null : Math.max(0, nanos(limit.cost()) - nanos) / NANOS,
                limit.seconds() == null ? null : Math.max(0, limit.seconds() - sinceMs(now) / 1_000));
    }

    private long sinceMs(Instant now) {
        return activeMs(now) - fromMs;
    }

    private static long nanos(double cost) {
        return Math.round(cost * NANOS);
    }
}
