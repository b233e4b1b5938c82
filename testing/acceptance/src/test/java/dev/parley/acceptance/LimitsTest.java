package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.KeyedStack;
import dev.parley.acceptance.stack.OpenAnswer;
import dev.parley.acceptance.stack.SimulatedNodeControl;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What a key may use, at two gateways with 64 clients at once: never more than 1 % over. Tokens are over when those of all
 * answers together are: what an answer may take is held back before it begins, and what it did not take comes back.
 */
@ExtendWith(KeyedStack.Shared.class)
@Execution(ExecutionMode.SAME_THREAD)
class LimitsTest {

    private static final int CLIENTS = 64;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(CLIENTS);
    private static final Map<String, Object> QUESTION = question(false, 4);
    private static final Map<String, Object> LONG_QUESTION = question(true, 100);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private KeyedStack keyed;

    private static Map<String, Object> question(boolean stream, int tokens) {
        return Map.of(
                "model",
                "auto",
                "stream",
                stream,
                "options",
                Map.of("num_predict", tokens),
                "messages",
                List.of(Map.of("role", "user", "content", "Hello")));
    }

    @BeforeEach
    void a_stack_with_keys(KeyedStack keyed) {
        this.keyed = keyed;
    }

    @AfterEach
    void nodes_as_before() {
        keyed.stack().nodes().forEach(SimulatedNodeControl::asBefore);
    }

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
    }

    /** So many calls at both doors, by 64 clients at once. */
    private <T> List<T> atBothDoors(String key, int calls, Function<Gateway, T> call) {
        List<Gateway> doors = keyed.doors(key);
        List<CompletableFuture<T>> under = IntStream.range(0, calls)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> call.apply(doors.get(number % 2)), THREADS))
                .toList();
        return under.stream().map(CompletableFuture::join).toList();
    }

    private List<Integer> statuses(String key, int calls) {
        return atBothDoors(key, calls, door -> door.post("/api/chat", QUESTION).statusCode());
    }

    private static long good(List<Integer> statuses) {
        return statuses.stream().filter(status -> status == 200).count();
    }

    private String key(String name, String limit, int most) {
        return keyed.create(name, "--scope", "inference", limit, Integer.toString(most));
    }

    @Test
    void requests_per_minute() {
        List<Integer> statuses = statuses(key("requests", "--requests-per-minute", 100), 300);

        assertThat(statuses).containsOnly(200, 429);
        assertThat(good(statuses)).isBetween(100L, 101L);
    }

    @Test
    void tokens_per_minute() {
        String key = key("tokens", "--tokens-per-minute", 1_000);

        List<Integer> statuses = inWaves(key);

        assertThat(statuses).containsOnly(200, 429);
        assertThat(tokens(key, good(statuses))).isBetween(700L, 1_010L);
    }

    @Test
    void tokens_per_month() {
        String key = key("month", "--tokens-per-month", 2_500);

        List<Integer> statuses = inWaves(key);

        assertThat(statuses).containsOnly(200, 429);
        assertThat(tokens(key, good(statuses))).isBetween(1_800L, 2_525L);
        HttpResponse<String> next = until429(key);
        assertThat(next.headers().firstValue("X-Parley-Error")).contains("budget-exhausted");
    }

    /** What was held back too much comes back between them. */
    private List<Integer> inWaves(String key) {
        return Stream.of(100, 100, 100, 100)
                .flatMap(calls -> statuses(key, calls).stream())
                .toList();
    }

    private HttpResponse<String> until429(String key) {
        Gateway door = keyed.doors(key).get(0);
        for (int call = 0; call < 20; call++) {
            HttpResponse<String> answer = door.post("/api/chat", QUESTION);
            if (answer.statusCode() == 429) {
                return answer;
            }
        }
        throw new AssertionError("20 more answers");
    }

    /** All that were counted, when as many answers were counted as there were. */
    private long tokens(String key, long answers) {
        return await().atMost(Duration.ofSeconds(10))
                .until(() -> used(key), found -> found.requests() == answers)
                .tokens();
    }

    private record Used(long requests, long tokens) {}

    private Used used(String key) {
        JsonNode models =
                keyed.admin().read("/api/usage?key=" + KeyedStack.idOf(key)).path("models");
        return StreamSupport.stream(models.spliterator(), false)
                .map(line -> new Used(
                        line.path("requests").asLong(),
                        line.path("prompt_tokens").asLong()
                                + line.path("tokens").asLong()))
                .reduce(
                        new Used(0, 0),
                        (one, other) -> new Used(one.requests() + other.requests(), one.tokens() + other.tokens()));
    }

    @Test
    void answers_at_once() {
        String key = key("streams", "--streams", 6);

        List<OpenAnswer> open = allOpenAtOnce(key);

        assertThat(open).hasSize(6);
        await().atMost(PATIENCE).until(() -> open.stream().allMatch(OpenAnswer::hasEnded));
        assertThat(keyed.doors(key))
                .allSatisfy(door -> await().atMost(Duration.ofSeconds(10))
                        .until(() -> door.post("/api/chat", QUESTION).statusCode() == 200));
    }

    /** Of 128 that were asked for, those that were begun. None has ended before the last was asked for, however long that takes. */
    private List<OpenAnswer> allOpenAtOnce(String key) {
        for (int rate = 16; rate > 0; rate /= 2) {
            Map<String, Integer> pace = Map.of("tokens_per_second", rate, "slots", 8);
            keyed.stack().nodes().forEach(node -> node.settings(pace));
            List<OpenAnswer> open = atBothDoors(key, 128, LimitsTest::open).stream()
                    .flatMap(Optional::stream)
                    .toList();
            if (open.stream().noneMatch(OpenAnswer::hasEnded)) {
                return open;
            }
            await().atMost(PATIENCE).until(() -> open.stream().allMatch(OpenAnswer::hasEnded));
        }
        throw new AssertionError("answers end before the last was asked for");
    }

    private static Optional<OpenAnswer> open(Gateway door) {
        try {
            return Optional.of(OpenAnswer.post(door, "/api/chat", LONG_QUESTION));
        } catch (AssertionError | CompletionException refused) {
            assertThat(refused).hasMessageContaining("answered 429");
            return Optional.empty();
        }
    }

    @Test
    void without_redis_each_replica_keeps_to_the_limits_alone_or_refuses_and_they_decide_together_again() {
        String limited = key("alone", "--requests-per-minute", 10);
        String unlimited = keyed.create("free", "--scope", "inference");
        Gateway open = keyed.doors(limited).get(0);
        Gateway closed = keyed.doors(limited).get(1);
        try {
            keyed.stack().killStore("redis");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> closed.post("/api/chat", QUESTION).statusCode() == 503);

            HttpResponse<String> refused = closed.post("/api/chat", QUESTION);
            List<Integer> alone = Stream.generate(
                            () -> open.post("/api/chat", QUESTION).statusCode())
                    .limit(20)
                    .toList();

            assertThat(refused.headers().firstValue("X-Parley-Error")).contains("quota-unavailable");
            assertThat(good(alone)).isBetween(9L, 10L);
            assertThat(alone).containsOnly(200, 429);
            assertThat(keyed.doors(unlimited))
                    .allSatisfy(
                            door -> assertThat(door.post("/api/chat", QUESTION).statusCode())
                                    .isEqualTo(200));
        } finally {
            keyed.complete();
        }
        String together = key("together", "--requests-per-minute", 10);
        Gateway again =
                keyed.doors(key("again", "--requests-per-minute", 1_000)).get(1);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> again.post("/api/chat", QUESTION).statusCode() == 200);
        await().atMost(Duration.ofSeconds(10)).until(this::decidesTogether);
        assertThat(good(statuses(together, 64))).isEqualTo(10);
    }

    private boolean decidesTogether() {
        return keyed.stack().management("gateway").get("/q/metrics").body().contains("parley_gateway_quota_shared 1.0");
    }
}
