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
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several routers on one real Redis. */
class RedisClaimsTest {

    private static final Heartbeat QUICK =
            new Heartbeat(Duration.ofMillis(100), Duration.ofMillis(600), Duration.ofMillis(50));
    private static final ModelName LLAMA = ModelName.parse("llama3.2").orElseThrow();
    private static final ModelName QWEN = ModelName.parse("qwen3:8b").orElseThrow();

    private final RedisTestServer redis = RedisTestServer.started();
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        redis.close();
    }

    @Test
    void routers_together_hold_no_more_than_the_cap() {
        OtherRouter one = router();
        OtherRouter two = router();

        assertThat(one.claims(alpha(LLAMA, 2, 2))).isPresent();
        assertThat(two.claims(alpha(LLAMA, 2, 2))).isPresent();

        assertThat(one.claims(alpha(LLAMA, 2, 2))).isEmpty();
        assertThat(two.claims(alpha(LLAMA, 2, 2))).isEmpty();
    }

    @Test
    void a_models_own_cap_holds_across_routers_too() {
        OtherRouter one = router();
        OtherRouter two = router();

        assertThat(one.claims(alpha(LLAMA, 3, 1))).isPresent();

        assertThat(two.claims(alpha(LLAMA, 3, 1))).isEmpty();
        assertThat(two.claims(alpha(QWEN, 3, 1))).isPresent();
    }

    @Test
    void what_is_given_back_is_free_for_the_others() {
        OtherRouter one = router();
        OtherRouter two = router();
        Claims.Claim held = one.claims(alpha(LLAMA, 1, 1)).orElseThrow();

        held.release();

        await().until(() -> two.claims(alpha(LLAMA, 1, 1)).isPresent());
    }

    @Test
    void who_was_refused_hears_at_once_that_a_place_is_free_and_nobody_else_is_told() {
        OtherRouter one = router();
        List<NodeId> heard = new CopyOnWriteArrayList<>();
        OtherRouter two = OtherRouter.joined(vertx, redis.url(), QUICK, heard::add);
        Claims.Claim unwanted = one.claims(alpha(QWEN, 1, 1)).orElseThrow();
        unwanted.release();
        Claims.Claim wanted = one.claims(alpha(LLAMA, 1, 1)).orElseThrow();
        assertThat(two.claims(alpha(LLAMA, 1, 1))).isEmpty();
        assertThat(two.claims(alpha(LLAMA, 1, 1))).isEmpty();

        wanted.release();

        await().until(() -> !heard.isEmpty());
        assertThat(two.claims(alpha(LLAMA, 1, 1))).isPresent();
        assertThat(heard).containsExactly(new NodeId("alpha"));
    }

    @Test
    void many_at_once_never_exceed_the_cap() throws Exception {
        List<OtherRouter> routers = List.of(router(), router(), router());
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(12);
        List<Future<?>> runs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            OtherRouter mine = routers.get(i % 3);
            runs.add(clients.submit(() -> claimOftenAndCount(mine, held, most)));
        }

        for (Future<?> run : runs) {
            run.get(30, TimeUnit.SECONDS);
        }

        assertThat(most.get()).isEqualTo(4);
        clients.shutdown();
    }

    private static void claimOftenAndCount(OtherRouter router, AtomicInteger held, AtomicInteger most) {
        for (int i = 0; i < 100; i++) {
            router.claims(alpha(LLAMA, 4, 4)).ifPresent(claim -> {
                most.accumulateAndGet(held.incrementAndGet(), Math::max);
                Thread.yield();
                held.decrementAndGet();
                claim.release();
            });
        }
    }

    @Test
    void what_a_dead_router_held_is_free_when_its_sign_of_life_lapses() {
        OtherRouter survivor = router();
        Vertx doomed = Vertx.vertx();
        OtherRouter dying = OtherRouter.joined(doomed, redis.url(), QUICK);
        assertThat(dying.claims(alpha(LLAMA, 1, 1))).isPresent();

        doomed.close().toCompletionStage().toCompletableFuture().join();
        assertThat(survivor.claims(alpha(LLAMA, 1, 1))).isEmpty();

        await().atMost(Duration.ofSeconds(5))
                .until(() -> survivor.claims(alpha(LLAMA, 1, 1)).isPresent());
    }

    @Test
    void a_router_that_leaves_frees_at_once_what_it_held() {
        OtherRouter one = router();
        OtherRouter two = router();
        assertThat(one.claims(alpha(LLAMA, 1, 1))).isPresent();

        one.close();

        assertThat(two.claims(alpha(LLAMA, 1, 1))).isPresent();
    }

    @Test
    void while_redis_is_away_claims_are_granted_and_told_afterwards() {
        OtherRouter one = router();
        redis.stop();
        await().until(() -> !one.shared());

        assertThat(one.claims(alpha(LLAMA, 1, 1))).isPresent();
        redis.start();

        await().atMost(Duration.ofSeconds(5)).until(one::shared);
        assertThat(router().claims(alpha(LLAMA, 1, 1))).isEmpty();
    }

    @Test
    void what_is_held_beyond_the_cap_lets_nobody_in_until_it_is_below() {
        OtherRouter one = router();
        OtherRouter two = router();
        redis.stop();
        await().until(() -> !one.shared() && !two.shared());
        List<Claims.Claim> ofOne = claimed(one, 2);
        List<Claims.Claim> ofTwo = claimed(two, 2);

        redis.start();
        await().atMost(Duration.ofSeconds(5)).until(() -> one.shared() && two.shared());
        boolean atFour = one.claims(alpha(LLAMA, 2, 2)).isPresent();
        ofOne.get(0).release();
        ofTwo.get(0).release();
        boolean atTwo = two.claims(alpha(LLAMA, 2, 2)).isPresent();
        ofOne.get(1).release();

        assertThat(atFour || atTwo).isFalse();
        await().until(() -> two.claims(alpha(LLAMA, 2, 2)).isPresent());
        assertThat(one.claims(alpha(LLAMA, 2, 2))).isEmpty();
    }

    private static List<Claims.Claim> claimed(OtherRouter router, int claims) {
        return IntStream.range(0, claims)
                .mapToObj(i -> router.claims(alpha(LLAMA, claims, claims)).orElseThrow())
                .toList();
    }

    @Test
    void what_was_given_back_while_redis_was_away_is_not_told() {
        OtherRouter one = router();
        Claims.Claim held = one.claims(alpha(LLAMA, 1, 1)).orElseThrow();
        redis.stop();
        held.release();
        redis.start();

        await().atMost(Duration.ofSeconds(5)).until(one::shared);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> router().claims(alpha(LLAMA, 1, 1)).isPresent());
    }

    @Test
    void a_redis_that_forgot_everything_is_told_again() {
        OtherRouter one = router();
        assertThat(one.claims(alpha(LLAMA, 1, 1))).isPresent();
        RedisAPI raw = RedisAPI.api(Redis.createClient(vertx, redis.url()));

        raw.flushall(List.of()).toCompletionStage().toCompletableFuture().join();

        OtherRouter two = router();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(raw.hlen("{parley:slots}:node:alpha")
                                .toCompletionStage()
                                .toCompletableFuture()
                                .join()
                                .toInteger())
                        .isEqualTo(1));
        assertThat(two.claims(alpha(LLAMA, 1, 1))).isEmpty();
    }

    @Test
    void scripts_that_redis_forgot_are_loaded_again() {
        OtherRouter one = router();
        RedisAPI raw = RedisAPI.api(Redis.createClient(vertx, redis.url()));

        raw.script(List.of("FLUSH")).toCompletionStage().toCompletableFuture().join();

        assertThat(one.claims(alpha(LLAMA, 1, 1))).isPresent();
        await().atMost(Duration.ofSeconds(5)).until(one::shared);
        assertThat(router().claims(alpha(LLAMA, 1, 1))).isEmpty();
    }

    private OtherRouter router() {
        return OtherRouter.joined(vertx, redis.url(), QUICK);
    }

    private static Place alpha(ModelName model, int perNode, int perModel) {
        return new Place(new NodeId("alpha"), model, new ConcurrencyLimit(perNode, perModel));
    }
}
