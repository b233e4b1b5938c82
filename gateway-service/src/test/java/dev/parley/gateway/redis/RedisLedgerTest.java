package dev.parley.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Claim;
import dev.parley.gateway.quota.Decision;
import dev.parley.gateway.quota.Decision.Outcome;
import dev.parley.gateway.quota.Ledgers;
import dev.parley.gateway.quota.Limits;
import dev.parley.gateway.quota.Need;
import dev.parley.gateway.quota.Settlement;
import dev.parley.testkit.redis.RedisTestServer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gateways on one real Redis. */
class RedisLedgerTest {

    private static final Need STREAM = new Need(0, 0, true);

    private final RedisTestServer redis = RedisTestServer.started();
    private final List<RunningLedger> open = new ArrayList<>();
    private final AtomicLong lastLease = new AtomicLong();
    private final Account account = Ledgers.account(UUID.randomUUID().toString());

    @AfterEach
    void close() {
        open.forEach(RunningLedger::close);
        redis.close();
    }

    @Test
    void what_is_under_way_elsewhere_counts() {
        Limits limits = Ledgers.limits(-1, -1, 2, -1);
        RunningLedger one = gateway();
        RunningLedger two = gateway();
        Claim first = claim(limits, STREAM);
        Decision admitted = one.admit(first);
        two.admit(claim(limits, STREAM));

        Decision third = one.admit(claim(limits, STREAM));
        one.settle(new Settlement(first, admitted, 0));
        Decision afterOneEnded = two.admit(claim(limits, STREAM));

        assertThat(third.outcome()).isEqualTo(Outcome.TOO_MANY_STREAMS);
        assertThat(afterOneEnded.outcome()).isEqualTo(Outcome.ADMITTED);
    }

    @Test
    void what_a_dead_gateway_had_under_way_lapses_with_its_signs_of_life() {
        Limits limits = Ledgers.limits(-1, -1, 1, -1);
        RunningLedger survivor = gateway();
        RunningLedger doomed = gateway();
        doomed.admit(claim(limits, STREAM));

        doomed.die();
        Outcome atOnce = survivor.admit(claim(limits, STREAM)).outcome();

        assertThat(atOnce).isEqualTo(Outcome.TOO_MANY_STREAMS);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> survivor.admit(claim(limits, STREAM)).outcome() == Outcome.ADMITTED);
    }

    @Test
    void what_is_under_way_for_long_does_not_lapse() {
        Limits limits = Ledgers.limits(-1, -1, 1, -1);
        RunningLedger one = gateway();
        one.admit(claim(limits, STREAM));

        await().pollDelay(RunningLedger.QUICK.lapse().multipliedBy(2)).until(() -> true);

        assertThat(gateway().admit(claim(limits, STREAM)).outcome()).isEqualTo(Outcome.TOO_MANY_STREAMS);
    }

    @Test
    void a_redis_that_forgot_everything_is_told_what_is_under_way() {
        Limits limits = Ledgers.limits(-1, -1, 1, -1);
        RunningLedger one = gateway();
        one.admit(claim(limits, STREAM));

        redis.restart();

        await().atMost(Duration.ofSeconds(5)).until(one.ledger()::isThere);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> gateway().admit(claim(limits, STREAM)).outcome() == Outcome.TOO_MANY_STREAMS);
    }

    @Test
    void what_was_admitted_without_redis_is_told_when_it_is_back() {
        Limits limits = Ledgers.limits(-1, -1, 1, -1);
        RunningLedger one = gateway();
        redis.stop();
        await().until(() -> !one.ledger().isThere());

        one.ledger().adopt(claim(limits, STREAM), Ledgers.admittedAlone());
        redis.start();

        await().atMost(Duration.ofSeconds(5)).until(one.ledger()::isThere);
        assertThat(gateway().admit(claim(limits, STREAM)).outcome()).isEqualTo(Outcome.TOO_MANY_STREAMS);
    }

    @Test
    void a_month_is_asked_for_once_and_counted_from_then_on() {
        Limits limits = Ledgers.limits(-1, -1, -1, 1_000);
        RunningLedger one = gateway();
        RunningLedger two = gateway();
        Need need = new Need(100, 100, true);

        Outcome unknown = one.admit(claim(limits, need)).outcome();
        Claim told = new Claim(account, limits, need, lastLease.incrementAndGet(), OptionalLong.of(800), 0);
        Decision admitted = one.admit(told);
        Outcome beyondWhatIsHeldBack =
                two.admit(claim(limits, new Need(101, 101, true))).outcome();
        one.settle(new Settlement(told, admitted, 20));
        Decision afterLessWasTaken = two.admit(claim(limits, new Need(101, 101, true)));

        assertThat(unknown).isEqualTo(Outcome.BUDGET_UNKNOWN);
        assertThat(admitted.outcome()).isEqualTo(Outcome.ADMITTED);
        assertThat(beyondWhatIsHeldBack).isEqualTo(Outcome.BUDGET_GONE);
        assertThat(afterLessWasTaken.outcome()).isEqualTo(Outcome.ADMITTED);
        assertThat(afterLessWasTaken.month()).isEqualTo(820);
    }

    @Test
    void what_is_left_of_a_month_is_for_one_who_is_alone() {
        Limits limits = Ledgers.limits(-1, -1, -1, 1_000);
        Need guessed = new Need(50, 4, true);
        RunningLedger one = gateway();
        Claim first = new Claim(account, limits, guessed, lastLease.incrementAndGet(), OptionalLong.of(900), 0);
        Claim second = claim(limits, guessed);
        Decision ofFirst = one.admit(first);
        Decision ofSecond = one.admit(second);

        one.settle(new Settlement(first, ofFirst, 45));
        Outcome beside = one.admit(claim(limits, guessed)).outcome();
        one.settle(new Settlement(second, ofSecond, 45));
        Outcome alone = one.admit(claim(limits, guessed)).outcome();

        assertThat(beside).isEqualTo(Outcome.BUDGET_GONE);
        assertThat(alone).isEqualTo(Outcome.ADMITTED);
    }

    @Test
    void a_month_in_which_something_could_not_be_told_is_asked_for_anew() {
        Limits limits = Ledgers.limits(-1, -1, -1, 1_000);
        try (Wire wire = new Wire(redis.port())) {
            RunningLedger one = gatewayOver(wire);
            Claim told = new Claim(account, limits, STREAM, lastLease.incrementAndGet(), OptionalLong.of(1), 0);
            Decision admitted = one.admit(told);

            wire.cut();
            await().until(() -> !one.ledger().isThere());
            one.ledger().settle(new Settlement(told, admitted, 500));
            wire.mend();

            await().until(one.ledger()::isThere);
            assertThat(one.admit(claim(limits, STREAM)).outcome()).isEqualTo(Outcome.BUDGET_UNKNOWN);
        }
    }

    @Test
    void a_redis_that_does_not_answer_is_away_and_what_it_does_later_frees_and_takes_nothing() {
        Limits limits = Ledgers.limits(-1, -1, 2, -1);
        try (Wire wire = new Wire(redis.port())) {
            RunningLedger one = gatewayOver(wire);
            Claim held = claim(limits, STREAM);
            one.admit(held);
            wire.holdUp();

            Future<Decision> unanswered = one.ledger().admit(claim(limits, STREAM));
            await().atMost(Duration.ofSeconds(2)).until(unanswered::failed);
            wire.mend();

            await().atMost(Duration.ofSeconds(5)).until(one.ledger()::isThere);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> one.admit(claim(limits, STREAM)).outcome() == Outcome.ADMITTED);
            assertThat(one.admit(claim(limits, STREAM)).outcome()).isEqualTo(Outcome.TOO_MANY_STREAMS);
        }
    }

    private RunningLedger gatewayOver(Wire wire) {
        RunningLedger ledger = RunningLedger.joined(wire.url());
        open.add(ledger);
        return ledger;
    }

    private RunningLedger gateway() {
        RunningLedger ledger = RunningLedger.joined(redis.url());
        open.add(ledger);
        return ledger;
    }

    private Claim claim(Limits limits, Need need) {
        return new Claim(account, limits, need, lastLease.incrementAndGet(), OptionalLong.empty(), 0);
    }
}
