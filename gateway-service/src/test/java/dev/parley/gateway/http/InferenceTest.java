package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.Behind;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Said;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.MultiMap;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class InferenceTest extends RunningGateway {

    private static final String NDJSON = "application/x-ndjson";
    private static final String RECORDS = "{\"message\":{\"content\":\"a\\u003cb\"},\"done\":false}\n{\"done\":true}\n";

    private final Scripted router = Behind.router();

    @Test
    void a_chat_is_passed_through_untouched() {
        router.on(
                "POST /api/chat",
                (asked, response) -> response.putHeader("Content-Type", NDJSON)
                        .putHeader("X-Parley-Node", "node-1")
                        .putHeader("X-Parley-Attempts", "1")
                        .putHeader("Set-Cookie", "a=b")
                        .setChunked(true)
                        .end(RECORDS));
        String body = "{ \"model\" : \"auto\",\n \"messages\":[] , \"message\":\"left alone\"}";

        HttpResponse<String> answer =
                post("/api/chat?beta=true", body, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(RECORDS);
        assertThat(header(answer, "Content-Type")).isEqualTo(NDJSON);
        assertThat(header(answer, "X-Parley-Node")).isEqualTo("node-1");
        assertThat(header(answer, "X-Parley-Attempts")).isEqualTo("1");
        assertThat(header(answer, "Set-Cookie")).isEmpty();
        Scripted.Asked asked = router.asked("/api/chat").get(0);
        assertThat(asked.body().toString()).isEqualTo(body);
        assertThat(asked.uri()).isEqualTo("/api/chat?beta=true");
    }

    @Test
    void nothing_of_the_client_reaches_the_router_but_what_a_model_needs() {
        router.on("POST /api/chat", 200, NDJSON, RECORDS);

        post(
                "/api/chat",
                "{}",
                "Authorization",
                "Bearer secret",
                "Cookie",
                "s=1",
                "X-Parley-Caller",
                "{}",
                "X-Parley-Edge",
                "gateway:guess",
                "X-Parley-Node",
                "node-9",
                "X-Parley-Tries",
                "9",
                "X-Parley-Silence",
                "1",
                "Origin",
                "http://localhost:3000",
                "X-Sim-Fault",
                "F01",
                "x-api-key",
                "k",
                "User-Agent",
                "tester",
                "Content-Type",
                JSON);

        MultiMap headers = router.asked("/api/chat").get(0).headers();
        assertThat(headers.names())
                .doesNotContain(
                        "Authorization", "Cookie", "X-Parley-Node", "X-Parley-Tries", "X-Parley-Silence", "Origin")
                .noneMatch(name -> name.equalsIgnoreCase("x-sim-fault")
                        || name.equalsIgnoreCase("x-api-key")
                        || name.equalsIgnoreCase("http2-settings")
                        || name.equalsIgnoreCase("upgrade"));
        assertThat(headers.getAll("X-Parley-Edge")).containsExactly("gateway:" + Behind.SECRET);
        assertThat(Said.ofCaller(headers).getString("tenant")).isEqualTo("local");
        assertThat(Said.ofCaller(headers).getString("aud")).isEqualTo("router");
        assertThat(headers.get("User-Agent")).isEqualTo("tester");
        assertThat(headers.get("Host")).isEqualTo(router.url().substring("http://".length()));
        assertThat(headers.getAll("traceparent")).hasSize(1);
    }

    @Test
    void what_clients_may_ask_of_us_reaches_the_router_and_what_it_tells_comes_back() {
        router.on(
                "POST /api/chat",
                (asked, response) -> response.putHeader("Content-Type", NDJSON)
                        .putHeader("X-Parley-Queue-Position", "3")
                        .putHeader("X-Parley-Route", "node-1 warm")
                        .putHeader("X-Parley-Cache", "miss")
                        .putHeader("X-Parley-Anything", "else")
                        .end(RECORDS));
        String[] documented = {
            "X-Parley-Priority", "low",
            "X-Parley-Queue-Timeout", "7",
            "X-Parley-Conversation", "c-1",
            "X-Parley-Cache", "use"
        };

        HttpResponse<String> answer = post("/api/chat", "{}", documented);

        MultiMap headers = router.asked("/api/chat").get(0).headers();
        for (int i = 0; i < documented.length; i += 2) {
            assertThat(headers.getAll(documented[i])).containsExactly(documented[i + 1]);
        }
        assertThat(header(answer, "X-Parley-Queue-Position")).isEqualTo("3");
        assertThat(header(answer, "X-Parley-Route")).isEqualTo("node-1 warm");
        assertThat(header(answer, "X-Parley-Cache")).isEqualTo("miss");
        assertThat(header(answer, "X-Parley-Anything")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/chat",
                "/api/generate",
                "/api/embed",
                "/api/embeddings",
                "/api/show",
                "/v1/chat/completions"
            })
    void every_path_that_asks_a_model_is_passed_on(String path) {
        router.on("POST " + path, 404, JSON, "{\"error\":\"model 'm' not found\"}");

        HttpResponse<String> answer = post(path, "{}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"model 'm' not found\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/tags", "/api/ps", "/api/version", "/v1/models"})
    void every_path_that_lists_is_passed_on(String path) {
        router.on("GET " + path, 200, JSON, "{\"models\":[]}");

        HttpResponse<String> answer = get(path);

        assertThat(answer.body()).isEqualTo("{\"models\":[]}");
    }

    @ParameterizedTest
    @CsvSource({"/api/tags,200", "/api/version,200", "/api/ps,405", "/v1/models,405"})
    void a_path_that_lists_answers_head_where_ollama_does(String path, int status) {
        router.on(
                "HEAD " + path,
                (asked, response) -> response.putHeader("Content-Type", JSON).end());

        HttpResponse<String> head = send("HEAD", path, BodyPublishers.noBody());

        assertThat(head.statusCode()).isEqualTo(status);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Allow")).isEqualTo(status == 405 ? "GET" : "");
    }

    @Test
    void chat_is_served_with_its_slash_and_others_are_sent_away_from_theirs() {
        router.on("POST /api/chat", 200, NDJSON, RECORDS);
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

        HttpResponse<String> chat = post("/api/chat/", body);
        HttpResponse<String> generate = post("/api/generate/", "{}");
        HttpResponse<String> tags = get("/api/tags/?a=b&c=%2F");

        assertThat(chat.statusCode()).isEqualTo(200);
        assertThat(router.asked("/api/chat").get(0).body().toString()).isEqualTo(body);
        assertThat(generate.statusCode()).isEqualTo(307);
        assertThat(header(generate, "Location")).isEqualTo("/api/generate");
        assertThat(tags.statusCode()).isEqualTo(301);
        assertThat(header(tags, "Location")).isEqualTo("/api/tags?a=b&c=%2F");
    }

    @Test
    void the_root_says_what_clients_look_for() {
        HttpResponse<String> answer = get("/");
        HttpResponse<String> head = send("HEAD", "/", BodyPublishers.noBody());

        assertThat(answer.body()).isEqualTo("Ollama is running");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nope", "/v1/nope", "/api/pull", "/nope", "/api", "/v1/images/generations"})
    void an_unknown_path_is_told_as_ollama_tells_it(String path) {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(header(answer, "Content-Type")).isEqualTo("text/plain");
        assertThat(answer.body()).isEqualTo("404 page not found");
    }

    @Test
    void a_path_of_openai_that_is_not_served_is_told_in_its_shape() {
        HttpResponse<String> answer = post("/v1/embeddings", "{}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer.body()).at("/error/type").asText()).isEqualTo("not_found_error");
        assertThat(header(answer, "X-Parley-Error")).isEqualTo("not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/chat,POST",
        "POST,/api/tags,'GET, HEAD'",
        "DELETE,/,'GET, HEAD'",
        "GET,/v1/chat/completions,POST"
    })
    void a_wrong_method_is_told_as_ollama_tells_it(String method, String path, String allowed) {
        HttpResponse<String> answer = send(method, path, BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(header(answer, "Allow")).isEqualTo(allowed);
        assertThat(answer.body()).isEqualTo("405 method not allowed");
    }

    @Test
    void a_body_beyond_the_bound_is_refused_in_the_words_of_its_surface() {
        byte[] body = new byte[33 * 1024 * 1024];

        HttpResponse<String> ollama = send("POST", "/api/chat", BodyPublishers.ofByteArray(body));
        HttpResponse<String> openai = send(
                "POST", "/v1/chat/completions", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertThat(ollama.statusCode()).isEqualTo(413);
        assertThat(json(ollama.body()).get("error").isTextual()).isTrue();
        assertThat(header(ollama, "X-Parley-Error")).isEqualTo("body-too-large");
        assertThat(openai.statusCode()).isEqualTo(413);
        assertThat(json(openai.body()).at("/error/message").isTextual()).isTrue();
        await().until(() -> router.open() == 0);
    }

    @Test
    void a_body_of_images_passes() {
        router.on("POST /api/chat", 200, NDJSON, RECORDS);

        HttpResponse<String> answer = post("/api/chat", "{\"images\":[\"" + "A".repeat(20_000_000) + "\"]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(router.asked("/api/chat").get(0).body().length()).isGreaterThan(20_000_000);
    }

    @Test
    void a_router_that_is_away_is_told_in_the_words_of_its_surface() {
        router.on("POST /api/chat", (asked, response) -> response.reset());
        router.on("POST /v1/chat/completions", (asked, response) -> response.reset());

        HttpResponse<String> ollama = post("/api/chat", "{}");
        HttpResponse<String> openai = post("/v1/chat/completions", "{}");

        assertThat(ollama.statusCode()).isEqualTo(503);
        assertThat(header(ollama, "X-Parley-Error")).isEqualTo("service-unavailable");
        assertThat(json(ollama.body()).get("error").isTextual()).isTrue();
        assertThat(openai.statusCode()).isEqualTo(503);
        assertThat(json(openai.body()).at("/error/type").asText()).isEqualTo("api_error");
    }

    @Test
    void a_client_who_leaves_closes_the_answer_behind() throws Exception {
        router.on(
                "POST /api/chat",
                (asked, response) -> response.putHeader("Content-Type", NDJSON)
                        .setChunked(true)
                        .write("{\"done\":false}\n"));
        HttpResponse<InputStream> answer =
                http.send(request("POST", "/api/chat", BodyPublishers.ofString("{}")), BodyHandlers.ofInputStream());
        assertThat(router.open()).isEqualTo(1);

        answer.body().close();

        await().until(() -> router.open() == 0);
    }

    @Test
    void a_client_who_leaves_before_anything_was_answered_closes_the_request_behind() {
        router.on("POST /api/chat", (asked, response) -> {});
        CompletableFuture<HttpResponse<String>> waiting =
                http.sendAsync(request("POST", "/api/chat", BodyPublishers.ofString("{}")), BodyHandlers.ofString());
        await().until(() -> router.open() == 1);

        waiting.cancel(true);

        await().until(() -> router.open() == 0);
    }

    @Test
    void clients_that_offer_an_upgrade_are_answered_all_at_once_over_http_1_1() {
        router.on(
                "POST /api/chat",
                (asked, response) -> router.vertx()
                        .setTimer(
                                200,
                                later -> response.putHeader("Content-Type", NDJSON)
                                        .end(RECORDS)));
        HttpClient upgrading =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpRequest request = request("POST", "/api/chat", BodyPublishers.ofString("{}"));

        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 150)
                .mapToObj(call -> upgrading.sendAsync(request, BodyHandlers.ofString()))
                .toList();

        Stream<HttpResponse<String>> answers = calls.stream().map(CompletableFuture::join);
        assertThat(answers).hasSize(150).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        });
    }
}
