package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.Behind;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several messages in one request. The router of these tests answers each with what it says, after so many milliseconds. */
@QuarkusTest
class ChatBatchTest extends RunningGateway {

    private static final String PATH = "/api/chat/batch";

    private final Scripted router = Behind.router();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @BeforeEach
    void answer() {
        router.on("POST /api/chat", (asked, response) -> {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            JsonObject body = new JsonObject(asked.body());
            String said = body.getJsonArray("messages").getJsonObject(0).getString("content");
            router.vertx().setTimer(Integer.parseInt(said), late -> {
                atOnce.decrementAndGet();
                answer(response, body.getString("model"), said);
            });
        });
        router.on("GET /internal/tasks", 200, JSON, "{\"tasks\":[\"code_generation\",\"general_chat\",\"planning\"]}");
    }

    private static void answer(HttpServerResponse response, String model, String said) {
        boolean unknown = model.equals("task:juggling");
        if (unknown) {
            response.setStatusCode(404).putHeader("X-Parley-Error", "model-unknown");
        }
        response.putHeader("Content-Type", JSON)
                .putHeader("X-Parley-Model", "m:8b")
                .end(
                        unknown
                                ? "{\"error\":\"no\"}"
                                : "{\"message\":{\"content\":\"after " + said + "\"},\"done\":true,\"eval_count\":2}");
    }

    private static JsonObject ask(Object id, int milliseconds) {
        return new JsonObject().put("id", id).put("message", String.valueOf(milliseconds));
    }

    private static String batch(Object... items) {
        return new JsonObject().put("requests", new JsonArray(List.of(items))).encode();
    }

    private static List<JsonNode> records(HttpResponse<String> answer) {
        return answer.body().lines().map(RunningGateway::json).toList();
    }

    @Test
    void answers_come_as_they_are_ready_with_the_ids_of_their_requests() {
        HttpResponse<String> answer = post(
                PATH,
                batch(ask("slow", 600), ask(7, 1), ask("middle", 300).put("task_type", "planning"), ask(null, 2)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/x-ndjson");
        List<JsonNode> records = records(answer);
        assertThat(records).hasSize(5);
        assertThat(records.subList(0, 2)).extracting(r -> r.get("id").asText()).containsExactlyInAnyOrder("7", "null");
        assertThat(records.subList(2, 4)).extracting(r -> r.get("id").asText()).containsExactly("middle", "slow");
        JsonNode middle = records.get(2);
        assertThat(middle.fieldNames())
                .toIterable()
                .containsExactly("id", "index", "response", "model", "task_type", "duration_ms");
        assertThat(middle.get("index").asInt()).isEqualTo(2);
        assertThat(middle.get("response").asText()).isEqualTo("after 300");
        assertThat(middle.get("model").asText()).isEqualTo("m:8b");
        assertThat(middle.get("task_type").asText()).isEqualTo("planning");
        assertThat(records.get(4)).isEqualTo(json("{\"done\":true,\"answered\":4,\"failed\":0}"));
    }

    @Test
    void one_that_is_wrong_or_fails_spoils_no_other() {
        HttpResponse<String> answer = post(
                PATH,
                batch(
                        ask("good", 50),
                        new JsonObject().put("id", "empty"),
                        ask("odd", 1).put("task_type", "juggling"),
                        "not an object",
                        ask("hot", 1).put("temperature", 9),
                        ask("x".repeat(129), 1)));

        List<JsonNode> records = records(answer);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(byIndex(records, 0).get("response").asText()).isEqualTo("after 50");
        JsonNode empty = byIndex(records, 1);
        assertThat(empty.get("id").asText()).isEqualTo("empty");
        assertThat(empty.get("code").asText()).isEqualTo("malformed-body");
        assertThat(empty.get("field").asText()).isEqualTo("requests[1].message");
        assertThat(empty.get("status").asInt()).isEqualTo(400);
        assertThat(byIndex(records, 2).get("code").asText()).isEqualTo("task-type-unknown");
        assertThat(byIndex(records, 2).get("error").asText()).contains("general_chat, planning");
        assertThat(byIndex(records, 3).get("code").asText()).isEqualTo("malformed-body");
        assertThat(byIndex(records, 4).get("field").asText()).isEqualTo("requests[4].temperature");
        assertThat(byIndex(records, 5).get("field").asText()).isEqualTo("requests[5].id");
        assertThat(records.get(6)).isEqualTo(json("{\"done\":true,\"answered\":1,\"failed\":5}"));
    }

    private static JsonNode byIndex(List<JsonNode> records, int index) {
        return records.stream()
                .filter(record -> record.path("index").asInt(-1) == index)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0,4", "2,2", "1000,16"})
    void no_more_than_may_be_are_under_way_at_once(int asked, int most) {
        // Long enough that all that may be are under way before the first is answered.
        Object[] items = IntStream.range(0, 20).mapToObj(i -> ask(i, 400)).toArray();
        JsonObject request = new JsonObject(batch(items));
        if (asked > 0) {
            request.put("max_parallel", asked);
        }

        HttpResponse<String> answer = post(PATH, request.encode());

        assertThat(records(answer)).hasSize(21);
        assertThat(mostAtOnce.get()).isEqualTo(most);
    }

    @Test
    void a_key_that_may_have_two_answers_at_once_has_two_and_none_is_refused() {
        String key = "{\"key\":\"" + UUID.randomUUID() + "\",\"all\":true,\"streams\":2}";
        Object[] items = IntStream.range(0, 10).mapToObj(i -> ask(i, 20)).toArray();

        HttpResponse<String> answer = post(PATH, batch(items), TestKeys.HEADER, key);

        assertThat(records(answer).get(10)).isEqualTo(json("{\"done\":true,\"answered\":10,\"failed\":0}"));
        assertThat(mostAtOnce.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void each_counts_as_a_request_of_its_key() {
        String key = "{\"key\":\"" + UUID.randomUUID() + "\",\"all\":true,\"requests\":3}";
        Object[] items = IntStream.range(0, 5).mapToObj(i -> ask(i, 1)).toArray();

        List<JsonNode> records = records(post(PATH, batch(items), TestKeys.HEADER, key));

        assertThat(records.get(5)).isEqualTo(json("{\"done\":true,\"answered\":3,\"failed\":2}"));
        assertThat(records)
                .filteredOn(record -> record.path("code").asText().equals("rate-limited"))
                .hasSize(2)
                .allSatisfy(refused ->
                        assertThat(refused.get("retry_after").asInt()).isBetween(50, 60));
    }

    @Test
    void a_client_who_leaves_ends_all_that_runs_and_begins_no_more() {
        Object[] items = IntStream.range(0, 20).mapToObj(i -> ask(i, 600_000)).toArray();
        CompletableFuture<HttpResponse<String>> waiting =
                http.sendAsync(request("POST", PATH, BodyPublishers.ofString(batch(items))), BodyHandlers.ofString());
        await().until(() -> router.open() == 4);

        waiting.cancel(true);

        await().until(() -> router.open() == 0);
        assertThat(router.asked("/api/chat")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                   | requests     | 400",
                "{\"requests\":[]}                                    | requests     | 422",
                "{\"requests\":[{}],\"max_parallel\":0}               | max_parallel | 422",
                "{\"requests\":[{}],\"max_parallel\":\"many\"}        | max_parallel | 400",
                "[]                                                   |              | 400",
            })
    void a_request_that_is_none_is_refused_as_a_whole(String body, String field, int status) {
        HttpResponse<String> answer = post(PATH, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualTo(PROBLEM);
        assertThat(json(answer.body()).path("field").asText(null)).isEqualTo(field);
    }

    @Test
    void more_than_may_be_are_refused_as_a_whole() {
        Object[] items = IntStream.range(0, 101).mapToObj(i -> ask(i, 1)).toArray();

        HttpResponse<String> answer = post(PATH, batch(items));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer.body()).get("detail").asText()).contains("1..100");
        assertThat(router.asked("/api/chat")).isEmpty();
    }

    @Test
    void another_method_is_told_which_one_is_served() {
        HttpResponse<String> answer = get(PATH);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(header(answer, "Allow")).isEqualTo("POST");
    }
}
