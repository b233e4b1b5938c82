package dev.parley.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.quota.Claim;
import dev.parley.gateway.quota.Decision;
import dev.parley.gateway.quota.Ledgers;
import dev.parley.gateway.quota.Limits;
import dev.parley.gateway.quota.Need;
import dev.parley.gateway.quota.Settlement;
import dev.parley.testkit.redis.RedisTestServer;
import dev.parley.testkit.time.SettableClock;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts and the ledger of a lonely process are one algorithm in two languages: they decide alike. */
class SameHistoriesTest {

    private static final RedisTestServer REDIS = RedisTestServer.started();
    private static final Vertx VERTX = Vertx.vertx();
    private static final RedisAPI RAW = RedisAPI.api(Redis.createClient(VERTX, REDIS.url()));

    private final SettableClock clock = SettableClock.at(Instant.now());
    private final Ledgers.Alone alone = Ledgers.alone(clock);
    private final List<Settlement> underWay = new ArrayList<>();
    private boolean latestWasAdmitted;

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
        REDIS.close();
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36,
                37, 38, 39, 40
            })
    void the_same_history_is_decided_alike(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Limits limits = Ledgers.limits(
                random.nextInt(4) == 0 ? -1 : random.nextInt(2, 20),
                random.nextInt(4) == 0 ? -1 : random.nextLong(500, 5_000),
                random.nextInt(3) == 0 ? -1 : random.nextInt(1, 8),
                random.nextInt(3) == 0 ? -1 : random.nextLong(2_000, 30_000));
        try (RunningLedger shared = RunningLedger.joinedAtTestTime(REDIS.url())) {
            for (int step = 0; step < 400; step++) {
                pass(random);
                if (random.nextInt(3) > 0 || underWay.isEmpty()) {
                    ask(random, shared, limits, seed, step);
                } else {
                    end(random, shared);
                }
            }
        }
    }

    /** Sets the clock back only from a time that was written down: what was only looked at then is nobody's business. */
    private void pass(RandomGenerator random) {
        boolean back = latestWasAdmitted && random.nextInt(10) == 0;
        long step = back ? -random.nextLong(5_000) : random.nextLong(9_000);
        clock.advance(Duration.ofMillis(step));
        RAW.set(List.of("now", String.valueOf(clock.millis())))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void ask(RandomGenerator random, RunningLedger shared, Limits limits, long seed, int step) {
        long asked = random.nextBoolean() ? 0 : random.nextLong(400);
        Need need = random.nextInt(8) == 0 ? Need.REQUEST : new Need(asked + random.nextLong(400), asked, true);
        OptionalLong used = step == 0 ? OptionalLong.empty() : OptionalLong.of(500);
        Claim claim = new Claim(Ledgers.account("seed" + seed), limits, need, step, used, random.nextLong(100));

        Decision here = alone.admit(claim);
        Decision there = shared.admit(claim);

        assertThat(there).as("step %d", step).isEqualTo(here);
        latestWasAdmitted = here.outcome() == Decision.Outcome.ADMITTED;
        if (claim.isHeld() && latestWasAdmitted) {
            underWay.add(new Settlement(claim, here, random.nextLong(1_200)));
        }
    }

    private void end(RandomGenerator random, RunningLedger shared) {
        Settlement ended = underWay.remove(random.nextInt(underWay.size()));
        latestWasAdmitted = false;
        alone.settle(ended);
        shared.settle(ended);
    }
}
