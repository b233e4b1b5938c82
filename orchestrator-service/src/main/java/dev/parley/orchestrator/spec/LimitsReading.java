package dev.parley.orchestrator.spec;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.conversation.Budget;
import dev.parley.protocol.conversation.NoNewIdeas;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.conversation.StopRules;
import org.jspecify.annotations.Nullable;

/** Reads what ends a conversation early. */
public final class LimitsReading {

    private static final int MAX_WORDS = 200;
    private static final int MAX_ROUNDS = 10;
    private static final double MAX_COST = 1_000_000;
    private static final long MAX_TOKENS = 1_000_000_000;

    /** Thirty days. */
    private static final long MAX_SECONDS = 2_592_000;

    private LimitsReading() {}

    /** A budget that is given by itself. */
    public static Outcome<Budget> budget(Budget wish) {
        Checks checks = new Checks();
        Budget read = budget(checks, wish);
        return checks.outcome(() -> read == null ? wish : read);
    }

    static @Nullable StopRules stop(Checks checks, StartConversation request) {
        StopRules rules = request.stop();
        if (rules == null) {
            return null;
        }
        checks.expect(
                rules.text() != null || rules.noNewIdeas() != null, "stop", "no rule", "text, no_new_ideas or both");
        checks.text("stop.text", rules.text(), MAX_WORDS);
        NoNewIdeas novelty = rules.noNewIdeas();
        if (novelty != null) {
            checks.expect(request.compat() == null, "stop.no_new_ideas", "given", "none with compat v4");
            checks.within("stop.no_new_ideas.rate", novelty.rate(), 0, 1);
            checks.within("stop.no_new_ideas.rounds", novelty.rounds(), 1, 1, MAX_ROUNDS);
        }
        return rules;
    }

    static @Nullable Budget budget(Checks checks, @Nullable Budget wish) {
        if (wish == null) {
            return null;
        }
        checks.expect(
                wish.tokens() != null || wish.cost() != null || wish.seconds() != null,
                "budget",
                "no limit",
                "tokens, cost, seconds or some of them");
        within(checks, "budget.tokens", wish.tokens(), MAX_TOKENS);
        within(checks, "budget.seconds", wish.seconds(), MAX_SECONDS);
        Double cost = wish.cost();
        checks.expect(
                cost == null || (cost > 0 && cost <= MAX_COST),
                "budget.cost",
                cost,
                "more than 0, at most %,.0f".formatted(MAX_COST));
        return wish;
    }

    private static void within(Checks checks, String field, @Nullable Long value, long most) {
        checks.expect(value == null || (value >= 1 && value <= most), field, value, "1..%,d".formatted(most));
    }
}
