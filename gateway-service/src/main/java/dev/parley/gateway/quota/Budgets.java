package dev.parley.gateway.quota;

import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.YearMonth;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Holds what goes on without a request against the month's budget of whoever pays for it: a conversation that was begun with
 * a token left would else go on for a day. It may take more by what it takes between two looks.
 */
public final class Budgets {

    private final Payers payers;
    private final Function<Account, Uni<Limits>> limits;
    private final MonthlyUse use;
    private final Clock clock;

    /** @param limits of an account; none where nobody knows. Does not fail */
    public Budgets(Payers payers, Function<Account, Uni<Limits>> limits, MonthlyUse use, Clock clock) {
        this.payers = payers;
        this.limits = limits;
        this.use = use;
        this.clock = clock;
    }

    /** Looks once. Not to be begun again before it has ended; worth repeating if it fails. */
    public Uni<Void> look() {
        return payers.paying()
                .flatMap(paying -> Multi.createFrom()
                        .iterable(paying)
                        .onItem()
                        .transformToUni(this::hold)
                        .collectFailures()
                        .concatenate()
                        .collect()
                        .last());
    }

    private Uni<Void> hold(Account payer) {
        return limits.apply(payer)
                .map(Limits::tokensPerMonth)
                .flatMap(budget -> isSpent(payer, budget))
                .flatMap(spent -> spent
                        ? payers.withhold(payer, ProblemCode.BUDGET_EXHAUSTED)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> isSpent(Account payer, OptionalLong budget) {
        if (budget.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        YearMonth month = YearMonth.now(clock);
        return Uni.createFrom()
                .completionStage(() -> Future.all(use.relayed(payer, month), use.inConversations(payer, month))
                        .map(both -> both.<Long>resultAt(0) + both.<Long>resultAt(1) >= budget.getAsLong())
                        .toCompletionStage());
    }
}
