package dev.parley.router.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.router.capacity.Claims;
import dev.parley.router.capacity.ConcurrencyLimit;
import dev.parley.router.capacity.Place;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import dev.parley.testkit.redis.RedisTestServer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two routers, one node with eight places, 64 clients, one real Redis; how many run at once is counted at the node. */
class TwoRoutersTest {

    private static final Heartbeat PATIENT =
            new Heartbeat(Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofMillis(50));
    private static final int SLOTS = 8;
    private static final Place ALPHA = new Place(
            new NodeId("alpha"), ModelName.parse("llama3.2").orElseThrow(), new ConcurrencyLimit(SLOTS, SLOTS));

    private final RedisTestServer redis = RedisTestServer.started();
    private final Vertx vertx = Vertx.vertx();
    private final Vertx doomed = Vertx.vertx();
    private final ExecutorService clients = Executors.newFixedThreadPool(64);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();

    @AfterEach
    void close() throws InterruptedException {
        over.set(true);
        clients.shutdown();
        assertThat(clients.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        doomed.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        redis.close();
    }

    @Test
    void the_cap_holds_while_redis_is_up_also_while_a_router_dies() {
        OtherRouter survivor = OtherRouter.joined(vertx, redis.url(), PATIENT);
        OtherRouter dying = OtherRouter.joined(doomed, redis.url(), PATIENT);
        AtomicBoolean dead = new AtomicBoolean();
        crowd(survivor, new AtomicBoolean());
        crowd(dying, dead);
        await().until(() -> served.get() > 500);

        dead.set(true);
        doomed.close().toCompletionStage().toCompletableFuture().join();
        int before = served.get();
        await().atMost(Duration.ofSeconds(10)).until(() -> served.get() > before + 500);

        assertThat(most.get()).isEqualTo(SLOTS);
    }

    @Test
    void without_redis_each_keeps_to_the_cap_and_afterwards_both_together() {
        OtherRouter one = OtherRouter.joined(vertx, redis.url(), PATIENT);
        OtherRouter two = OtherRouter.joined(vertx, redis.url(), PATIENT);
        crowd(one, new AtomicBoolean());
        crowd(two, new AtomicBoolean());
        await().until(() -> served.get() > 500);
        int whileUp = most.get();

        redis.stop();
        await().until(() -> !one.shared() && !two.shared());
        int before = served.get();
        await().until(() -> served.get() > before + 500);
        redis.start();
        await().atMost(Duration.ofSeconds(5)).until(() -> one.shared() && two.shared() && running.get() <= SLOTS);
        most.set(0);
        int after = served.get();
        await().until(() -> served.get() > after + 500);

        assertThat(whileUp).isEqualTo(SLOTS);
        assertThat(most.get()).isEqualTo(SLOTS);
    }

    /** 32 clients of one router, which keeps to the cap by itself as its admission does. */
    private void crowd(OtherRouter router, AtomicBoolean dead) {
        AtomicInteger own = new AtomicInteger();
        List<Runnable> all = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            all.add(() -> {
                try {
                    while (!over.get() && !dead.get()) {
                        ask(router, own, dead);
                    }
                } catch (IllegalStateException unanswered) {
                    // Its router died while it asked.
                    assertThat(dead.get()).isTrue();
                }
            });
        }
        all.forEach(clients::execute);
    }

    /** What a dead router still says is nothing to go by. */
    private void ask(OtherRouter router, AtomicInteger own, AtomicBoolean dead) {
        if (own.incrementAndGet() <= SLOTS) {
            Optional<Claims.Claim> claim = router.claims(ALPHA).filter(granted -> !dead.get());
            claim.ifPresent(held -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                LockSupport.parkNanos(2_000_000);
                running.decrementAndGet();
                served.incrementAndGet();
                held.release();
            });
        }
        own.decrementAndGet();
        LockSupport.parkNanos(1_000_000);
    }
}
