package dev.parley.gateway.redis;

import dev.parley.gateway.quota.Claim;
import dev.parley.gateway.quota.Decision;
import dev.parley.gateway.quota.Ledgers;
import dev.parley.gateway.quota.Need;
import dev.parley.gateway.quota.Settlement;
import dev.parley.transport.process.ProcessIdentity;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The ledger of one gateway process, connected. */
public final class RunningLedger implements AutoCloseable {

    static final Reach QUICK = new Reach(Duration.ofMillis(500), Duration.ofMillis(50), Duration.ofMillis(900));

    private final Vertx vertx;
    private final RedisLedger ledger;
    private boolean dead;

    private RunningLedger(Vertx vertx, RedisLedger ledger) {
        this.vertx = vertx;
        this.ledger = ledger;
    }

    public static RunningLedger joined(String redis) {
        return joined(redis, QUICK, Scripts.readingTimeFrom("clock.lua"));
    }

    /** It takes what {@code now} holds in Redis for the time. */
    static RunningLedger joinedAtTestTime(String redis) {
        return joined(
                redis,
                new Reach(Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMinutes(5)),
                Scripts.readingTimeFrom("test-clock.lua"));
    }

    private static RunningLedger joined(String redis, Reach reach, Scripts scripts) {
        Vertx vertx = Vertx.vertx();
        RedisLedger ledger = new RedisLedger(
                vertx,
                Redis.createClient(vertx, redis),
                new ProcessIdentity(UUID.randomUUID(), 1),
                Clock.systemUTC(),
                reach,
                scripts);
        ledger.start();
        Awaitility.await().until(ledger::isThere);
        return new RunningLedger(vertx, ledger);
    }

    public RedisLedger ledger() {
        return ledger;
    }

    Decision admit(Claim claim) {
        try {
            return ledger.admit(claim).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Returns when it is noted: calls are done in order. */
    void settle(Settlement ended) {
        ledger.settle(ended);
        admit(new Claim(
                Ledgers.account("nobody"), Ledgers.limits(9, -1, -1, -1), Need.REQUEST, 0, OptionalLong.empty(), 0));
    }

    @Override
    public void close() {
        if (dead) {
            return;
        }
        ledger.stop().toCompletionStage().toCompletableFuture().join();
        die();
    }

    /** Without a word. */
    void die() {
        dead = true;
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
