package dev.parley.gateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.testkit.time.SettableClock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BudgetsTest implements Payers, MonthlyUse {

    private static final Account FRUGAL = new Account("north", "frugal");
    private static final Account SPENT = new Account("north", "spent");
    private static final Account BOUNDLESS = new Account("south", "boundless");

    private final Map<Account, Limits> limits = Map.of(FRUGAL, month(100), SPENT, month(100), BOUNDLESS, Limits.NONE);
    private final Map<Account, Long> relayed = Map.of(FRUGAL, 30L, SPENT, 30L, BOUNDLESS, 1_000_000L);
    private final Map<Account, Long> talked = Map.of(FRUGAL, 69L, SPENT, 70L, BOUNDLESS, 1_000_000L);
    private final List<String> withheld = new ArrayList<>();
    private final Budgets budgets = new Budgets(
            this,
            account -> Uni.createFrom().item(limits.get(account)),
            this,
            SettableClock.at("2026-11-20T08:00:00Z"));

    private static Limits month(long tokens) {
        return new Limits(OptionalInt.empty(), OptionalLong.empty(), OptionalInt.empty(), OptionalLong.of(tokens));
    }

    @Override
    public Uni<List<Account>> paying() {
        return Uni.createFrom().item(List.of(BOUNDLESS, FRUGAL, SPENT));
    }

    @Override
    public Uni<Void> withhold(Account payer, ProblemCode why) {
        withheld.add(payer + " " + why.wireName());
        return Uni.createFrom().voidItem();
    }

    @Override
    public Future<Long> relayed(Account account, YearMonth month) {
        return Future.succeededFuture(relayed.get(account));
    }

    @Override
    public Future<Long> inConversations(Account account, YearMonth month) {
        return Future.succeededFuture(talked.get(account));
    }

    @Test
    void what_a_key_pays_for_waits_when_its_answers_and_conversations_together_have_taken_its_month() {
        budgets.look().await().indefinitely();

        assertThat(withheld).containsExactly("north:spent budget-exhausted");
    }
}
