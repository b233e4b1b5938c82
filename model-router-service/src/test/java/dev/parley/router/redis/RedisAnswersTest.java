package dev.parley.router.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.router.cache.AnswerKey;
import dev.parley.router.cache.KeptAnswer;
import dev.parley.testkit.redis.RedisTestServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kept answers, in a real Redis. */
class RedisAnswersTest {

    private static final long BOUND = 3_000;
    private static final KeptAnswer SHORT =
            new KeptAnswer("application/json; charset=utf-8", "m:latest", Buffer.buffer("{\"a\":\"ä\"}\n\n"));
    private static final KeptAnswer HALF_A_KILOBYTE =
            new KeptAnswer("application/json", "m:latest", Buffer.buffer("a".repeat(500)));

    private final RedisTestServer redis = RedisTestServer.started();
    private final Vertx vertx = Vertx.vertx();
    private final RedisAnswers answers = answers(Duration.ofHours(24));

    @BeforeEach
    void connected() {
        answers.start();
        await().until(answers::isThere);
    }

    @AfterEach
    void ended() {
        vertx.close();
        redis.close();
    }

    @Test
    void an_answer_is_found_as_it_was_kept_by_its_tenant_only() {
        boolean kept = of(answers.keep(key("one", "a"), SHORT));

        assertThat(kept).isTrue();
        assertThat(of(answers.find(key("one", "a")))).contains(SHORT);
        assertThat(of(answers.find(key("two", "a")))).isEmpty();
        assertThat(of(answers.find(key("one", "b")))).isEmpty();
    }

    @Test
    void of_one_tenant_what_lapses_first_makes_room_and_others_lose_nothing() {
        of(answers.keep(key("two", "a"), HALF_A_KILOBYTE));
        Stream.of("a", "b", "c", "d").forEach(hash -> of(answers.keep(key("one", hash), HALF_A_KILOBYTE)));

        List<String> left = Stream.of("a", "b", "c", "d")
                .filter(hash -> of(answers.find(key("one", hash))).isPresent())
                .toList();

        assertThat(left).containsExactly("b", "c", "d");
        assertThat(of(answers.find(key("two", "a")))).isPresent();
    }

    @Test
    void what_is_kept_again_counts_once() {
        for (int i = 0; i < 10; i++) {
            assertThat(of(answers.keep(key("one", "a"), HALF_A_KILOBYTE))).isTrue();
        }
        of(answers.keep(key("one", "b"), HALF_A_KILOBYTE));

        assertThat(of(answers.find(key("one", "a")))).isPresent();
        assertThat(of(answers.find(key("one", "b")))).isPresent();
    }

    @Test
    void what_is_larger_than_all_may_be_together_is_not_kept_and_costs_nothing_else() {
        of(answers.keep(key("one", "a"), HALF_A_KILOBYTE));
        KeptAnswer large = new KeptAnswer("application/json", "m:latest", Buffer.buffer("a".repeat((int) BOUND)));

        boolean kept = of(answers.keep(key("one", "b"), large));

        assertThat(kept).isFalse();
        assertThat(of(answers.find(key("one", "a")))).isPresent();
    }

    @Test
    void an_answer_lapses_at_the_end_of_its_life() {
        RedisAnswers brief = answers(Duration.ofMillis(50));
        brief.start();
        await().until(brief::isThere);

        of(brief.keep(key("one", "a"), SHORT));

        await().until(() -> of(brief.find(key("one", "a"))).isEmpty());
    }

    @Test
    void while_redis_is_away_nobody_waits_and_it_is_found_again() {
        redis.stop();
        await().until(() -> !answers.isThere());

        assertThatThrownBy(() -> of(answers.find(key("one", "a")))).hasRootCauseInstanceOf(Away.class);
        assertThat(answers.find(key("one", "a")).isComplete()).isTrue();

        redis.start();
        await().until(answers::isThere);
        assertThat(of(answers.keep(key("one", "a"), SHORT))).isTrue();
    }

    private RedisAnswers answers(Duration life) {
        return new RedisAnswers(
                vertx,
                Redis.createClient(vertx, redis.url()),
                new RedisAnswers.Terms(life, BOUND, Duration.ofSeconds(5), Duration.ofMillis(50)));
    }

    private static AnswerKey key(String tenant, String hash) {
        return new AnswerKey(tenant, hash);
    }

    private static <T> T of(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
