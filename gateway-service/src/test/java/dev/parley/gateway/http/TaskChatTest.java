package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.Behind;
import dev.parley.gateway.DeafClient;
import dev.parley.gateway.Pouring;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One message in, one answer out, on the path that Ollama's chat has too. */
@QuarkusTest
class TaskChatTest extends RunningGateway {

    private static final String NDJSON = "application/x-ndjson";
    private static final String CODER = "qwen3-coder:30b-a3b-q4_K_M";
    private static final String ASKED =
            "{\"message\":\"Напиши функцию на Python\",\"task_type\":\"code_generation\",\"temperature\":0.7,\"model\":null}";
    private static final String STREAMED = ASKED.replace("null}", "null,\"stream\":true}");
    private static final String WHOLE = "{\"model\":\"" + CODER
            + "\",\"message\":{\"role\":\"assistant\",\"content\":\"def my_function():\\n    pass\"},"
            + "\"done\":true,\"prompt_eval_count\":30,\"eval_count\":12}";

    private final Scripted router = Behind.router();

    @BeforeEach
    void answer() {
        router.on("POST /api/chat", (asked, response) -> head(response, JSON).end(WHOLE));
        router.on("GET /internal/tasks", 200, JSON, "{\"tasks\":[\"code_generation\",\"general_chat\",\"planning\"]}");
    }

    private static HttpServerResponse head(HttpServerResponse response, String type) {
        return response.putHeader("Content-Type", type)
                .putHeader("X-Parley-Model", CODER.toLowerCase(Locale.ROOT))
                .putHeader("X-Parley-Node", "node-2");
    }

    private static String record(String content) {
        return "{\"message\":{\"role\":\"assistant\",\"content\":\"" + content + "\"},\"done\":false}\n";
    }

    private static final String LAST = "{\"model\":\"" + CODER
            + "\",\"message\":{\"content\":\"\"},\"done\":true,\"prompt_eval_count\":30,\"eval_count\":12}\n";

    @ParameterizedTest
    @ValueSource(strings = {"/api/chat", "/api/chat/"})
    void the_first_systems_request_gets_the_first_systems_answer(String path) {
        HttpResponse<String> answer = post(path, ASKED, "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(JSON);
        assertThat(json(answer.body()).fieldNames())
                .toIterable()
                .containsExactly("response", "model", "task_type", "duration_ms");
        assertThat(json(answer.body()).get("response").asText()).isEqualTo("def my_function():\n    pass");
        assertThat(json(answer.body()).get("model").asText()).isEqualTo(CODER);
        assertThat(json(answer.body()).get("task_type").asText()).isEqualTo("code_generation");
        assertThat(json(answer.body()).get("duration_ms").isIntegralNumber()).isTrue();
        assertThat(header(answer, "X-Parley-Node")).isEqualTo("node-2");
    }

    @Test
    void the_router_is_asked_for_the_task_as_ollama_is_asked() {
        post("/api/chat", ASKED, "X-Parley-Conversation", "c-1", "X-Parley-Tries", "9", "Content-Encoding", "gzip");

        Scripted.Asked asked = router.asked("/api/chat").get(0);
        assertThat(new JsonObject(asked.body())).isEqualTo(new JsonObject("""
                                {"model":"task:code_generation","stream":false,"options":{"temperature":0.7},
                                 "messages":[{"role":"user","content":"Напиши функцию на Python"}]}"""));
        assertThat(asked.headers().get("Content-Type")).isEqualTo(JSON);
        assertThat(asked.headers().get("Content-Encoding")).isNull();
        assertThat(asked.headers().get("X-Parley-Conversation")).isEqualTo("c-1");
        assertThat(asked.headers().get("X-Parley-Cache")).isEqualTo("use");
        assertThat(asked.headers().get("X-Parley-Tries")).isNull();
    }

    @Test
    void a_key_that_may_not_load_models_may_chat() {
        HttpResponse<String> answer = post("/api/chat", ASKED, TestKeys.HEADER, "{\"key\":\"asks\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer.body()).get("model").asText()).isEqualTo(CODER);
    }

    @Test
    void a_stream_tells_pieces_and_at_the_end_by_whom_they_were() throws Exception {
        router.on("POST /api/chat", (asked, response) -> {
            head(response, NDJSON)
                    .setChunked(true)
                    .write("{\"message\":{\"content\":\"\",\"thinking\":\"hm\"},\"done\":false}\n");
            router.vertx().setTimer(50, later -> response.write(record("def ")));
            router.vertx().setTimer(100, later -> response.end(record("f():\u2028") + LAST));
        });

        HttpResponse<String> answer = post("/api/chat/", STREAMED);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(NDJSON);
        assertThat(header(answer, "X-Parley-Model")).isEqualTo(CODER.toLowerCase(Locale.ROOT));
        List<JsonNode> records = answer.body().lines().map(RunningGateway::json).toList();
        assertThat(records).hasSize(4);
        assertThat(records.get(0).get("thinking").asText()).isEqualTo("hm");
        assertThat(records)
                .extracting(record -> record.get("response").asText())
                .containsExactly("", "def ", "f():\u2028", "");
        assertThat(answer.body()).doesNotContain("\u2028");
        JsonNode last = records.get(3);
        assertThat(last.fieldNames())
                .toIterable()
                .containsExactly("response", "done", "model", "task_type", "duration_ms");
        assertThat(last.get("done").asBoolean()).isTrue();
        assertThat(last.get("duration_ms").asLong()).isBetween(90L, 20_000L);
        assertThat(new JsonObject(router.asked("/api/chat").get(0).body()).getBoolean("stream"))
                .isTrue();
    }

    @Test
    void a_stream_that_breaks_says_so_and_is_no_success() {
        router.on("POST /api/chat", (asked, response) -> {
            head(response, NDJSON).setChunked(true).write(record("def "));
            router.vertx().setTimer(100, later -> response.reset());
        });

        HttpResponse<String> answer = post("/api/chat", STREAMED);

        List<JsonNode> records = answer.body().lines().map(RunningGateway::json).toList();
        assertThat(records).hasSize(2);
        assertThat(records.get(1).get("code").asText()).isEqualTo("node-failed");
        assertThat(records.get(1).get("error").asText()).isNotBlank();
        assertThat(answer.body()).doesNotContain("\"done\":true");
    }

    @Test
    void what_a_node_says_when_it_breaks_off_is_told() {
        router.on(
                "POST /api/chat",
                (asked, response) ->
                        head(response, NDJSON).setChunked(true).end(record("a") + "{\"error\":\"out of memory\"}\n"));

        HttpResponse<String> answer = post("/api/chat", STREAMED);

        assertThat(answer.body()).endsWith("{\"error\":\"out of memory\",\"code\":\"node-failed\"}\n");
    }

    @ParameterizedTest
    @CsvSource({"503,all-nodes-busy,7", "503,no-node,", "403,model-not-allowed,", "502,node-failed,", "504,node-silent,"
    })
    void what_the_router_refuses_is_a_problem_here(int status, String code, String retryAfter) {
        router.on("POST /api/chat", (asked, response) -> {
            if (retryAfter != null) {
                response.putHeader("Retry-After", retryAfter);
            }
            response.setStatusCode(status)
                    .putHeader("Content-Type", JSON)
                    .putHeader("X-Parley-Error", code)
                    .end("{\"error\":\"in its words\"}");
        });

        for (String body : List.of(ASKED, STREAMED)) {
            HttpResponse<String> answer = post("/api/chat", body);

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(header(answer, "Content-Type")).isEqualTo(PROBLEM);
            assertThat(json(answer.body()).get("code").asText()).isEqualTo(code);
            assertThat(json(answer.body()).get("detail").asText()).isEqualTo("in its words");
            assertThat(header(answer, "X-Parley-Error")).isEqualTo(code);
            assertThat(header(answer, "Retry-After")).isEqualTo(retryAfter == null ? "" : retryAfter);
        }
    }

    @Test
    void a_type_of_task_that_is_not_known_is_named_with_those_that_are() {
        unknownModel();

        HttpResponse<String> answer = post("/api/chat", "{\"message\":\"m\",\"task_type\":\"juggling\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("task-type-unknown");
        assertThat(json(answer.body()).get("field").asText()).isEqualTo("task_type");
        assertThat(json(answer.body()).get("detail").asText())
                .contains("juggling")
                .contains("code_generation, general_chat");
    }

    @Test
    void a_type_of_task_that_is_not_known_is_named_also_where_it_chooses_nothing() {
        HttpResponse<String> answer =
                post("/api/chat", "{\"message\":\"m\",\"model\":\"m\",\"task_type\":\"juggling\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).get("field").asText()).isEqualTo("task_type");
        assertThat(router.asked("/api/chat")).isEmpty();
    }

    @Test
    void a_model_that_nobody_has_stays_an_unknown_model() {
        unknownModel();

        HttpResponse<String> answer = post("/api/chat", "{\"message\":\"m\",\"model\":\"nope\"}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("model-unknown");
    }

    private void unknownModel() {
        router.on(
                "POST /api/chat",
                (asked, response) -> response.setStatusCode(404)
                        .putHeader("Content-Type", JSON)
                        .putHeader("X-Parley-Error", "model-unknown")
                        .end("{\"error\":\"model not found\"}"));
    }

    @Test
    void a_field_that_is_not_as_it_should_be_is_named_and_nobody_is_asked() {
        HttpResponse<String> answer = post("/api/chat", "{\"message\":\"m\",\"temperature\":\"hot\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).get("field").asText()).isEqualTo("temperature");
        assertThat(router.asked("/api/chat")).isEmpty();
    }

    @Test
    void a_router_that_is_away_is_told() {
        router.on("POST /api/chat", (asked, response) -> response.reset());

        HttpResponse<String> answer = post("/api/chat", ASKED);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("service-unavailable");
    }

    @Test
    void a_message_larger_than_our_bodies_is_refused() {
        HttpResponse<String> answer = post("/api/chat", "{\"message\":\"" + "x".repeat(1_100_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("body-too-large");
    }

    @Test
    void an_answer_longer_than_may_be_held_is_given_up() {
        String endless = WHOLE.replace("def my", "x".repeat(5_000_000));
        router.on("POST /api/chat", (asked, response) -> head(response, JSON).end(endless));

        HttpResponse<String> answer = post("/api/chat", ASKED);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("stream-broken");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_client_who_leaves_closes_the_answer_behind(boolean streamed) throws Exception {
        router.on("POST /api/chat", (asked, response) -> {
            if (streamed) {
                head(response, NDJSON).setChunked(true).write(record("a"));
            }
        });
        CompletableFuture<HttpResponse<InputStream>> waiting = http.sendAsync(
                request("POST", "/api/chat", BodyPublishers.ofString(streamed ? STREAMED : ASKED)),
                BodyHandlers.ofInputStream());
        await().until(() -> router.open() == 1);

        if (streamed) {
            waiting.join().body().close();
        } else {
            waiting.cancel(true);
        }

        await().until(() -> router.open() == 0);
    }

    @Test
    void a_slow_client_holds_the_answer_back() {
        Pouring pouring = new Pouring(record("x".repeat(16_000)));
        router.on(
                "POST /api/chat",
                (asked, response) -> pouring.into(head(response, NDJSON).setChunked(true)));
        try (DeafClient client = DeafClient.post(uri("/api/chat"), STREAMED)) {
            AtomicLong before = new AtomicLong();
            await().pollInterval(Duration.ofMillis(300))
                    .until(() -> pouring.left() > 0 && before.getAndSet(pouring.left()) == pouring.left());

            assertThat(pouring.left()).isLessThan(100_000_000L);
        }
        await().until(() -> router.open() == 0);
    }

    @Test
    void it_counts_against_the_limits_of_its_key() {
        String key = "{\"key\":\"" + UUID.randomUUID() + "\",\"all\":true,\"requests\":2,\"tokens\":100000}";

        HttpResponse<String> first = post("/api/chat", ASKED, TestKeys.HEADER, key);
        HttpResponse<String> second = post("/api/chat", STREAMED, TestKeys.HEADER, key);
        HttpResponse<String> third = post("/api/chat", ASKED, TestKeys.HEADER, key);

        assertThat(header(first, "RateLimit-Limit")).isEqualTo("2");
        assertThat(header(second, "RateLimit-Remaining")).isEqualTo("0");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(json(third.body()).get("code").asText()).isEqualTo("rate-limited");
        assertThat(Integer.parseInt(header(third, "Retry-After"))).isBetween(50, 60);
        assertThat(router.asked("/api/chat")).hasSize(2);
    }

    @Test
    void what_it_took_is_used_up() {
        String key = "{\"key\":\"" + UUID.randomUUID() + "\",\"all\":true,\"month\":40}";

        post("/api/chat", ASKED, TestKeys.HEADER, key);

        await().untilAsserted(() -> {
            HttpResponse<String> next = post("/api/chat", ASKED, TestKeys.HEADER, key);
            assertThat(next.statusCode()).isEqualTo(429);
            assertThat(json(next.body()).get("detail").asText()).contains("42 are used");
        });
    }

    @Test
    void the_models_are_those_that_the_router_serves() {
        String served = """
                {"models":[{"model":"m:8b","url":"node-1","capabilities":["general","reasoning"],"max_concurrent":2}]}""";
        router.on("GET /internal/served", 200, JSON, served);

        HttpResponse<String> answer = get("/api/chat/models");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer.body())).isEqualTo(json(served));
    }

    @Test
    void models_cannot_be_listed_while_the_router_is_away() {
        router.on("GET /internal/served", (asked, response) -> response.reset());

        HttpResponse<String> answer = get("/api/chat/models");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("service-unavailable");
    }
}
