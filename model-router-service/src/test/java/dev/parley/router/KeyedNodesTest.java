package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that is reached by TLS and answers only to who knows its key. */
@QuarkusTest
class KeyedNodesTest extends RouterTestBase {

    private static final String KEY = "sk-known-to-the-node-alone";
    private static final String CHAT = """
            {"model":"remote-model","messages":[{"role":"user","content":"Name ideas."}]}""";
    private static final String ANSWER = """
            {"id":"1","object":"chat.completion","created":1,"model":"remote-model","choices":[{"index":0,\
            "message":{"role":"assistant","content":"An idea."},"finish_reason":"stop"}]}""";

    NodeCertificate certificate;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> heard = new ConcurrentHashMap<>();
    private RouterClient admin;
    private HttpServer node;

    @BeforeEach
    void it_listens() {
        admin = new RouterClient(url, Caller.of("local", "0123456789ab", Set.of(Scope.INFERENCE, Scope.ADMIN)));
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions()
                        .setPath(certificate.keyStore().toString())
                        .setPassword(NodeCertificate.PASSWORD));
        node = vertx.createHttpServer(options)
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void it_goes() {
        admin.send("DELETE", "/internal/nodes/keyed", "");
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void it_is_told_its_key_and_nobody_else_is() throws Exception {
        HttpResponse<String> added = add(KEY);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);

        HttpResponse<String> answer = untilItAnswers();

        assertThat(answer.body()).contains("An idea.");
        assertThat(heard)
                .containsEntry("/v1/models", "Bearer " + KEY)
                .containsEntry("/v1/chat/completions", "Bearer " + KEY);
        assertThat(added.body() + admin.get("/internal/nodes").body() + metrics())
                .contains("keyed")
                .doesNotContain(KEY);
    }

    @Test
    void a_key_is_changed_without_the_rest_and_taken_away_by_an_empty_one() {
        add("another-key");

        HttpResponse<String> changed = admin.send(
                "PATCH",
                "/internal/nodes/keyed",
                new JsonObject().put("key", KEY).encode());
        HttpResponse<String> answer = untilItAnswers();
        HttpResponse<String> odd = admin.send("PATCH", "/internal/nodes/keyed", "{\"key\":\"two words\"}");
        admin.send("PATCH", "/internal/nodes/keyed", "{\"key\":\"\"}");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(odd.statusCode()).isEqualTo(422);
        assertThat(odd.body()).contains("key").doesNotContain("two words");
        await().until(() -> heard.getOrDefault("/v1/models", "").equals("none"));
    }

    private HttpResponse<String> add(String key) {
        return admin.send(
                "POST",
                "/internal/nodes",
                new JsonObject()
                        .put("name", "keyed")
                        .put("url", "https://localhost:" + node.actualPort())
                        .put("kind", "openai")
                        .put("model", "remote-model")
                        .put("key", key)
                        .encode());
    }

    private HttpResponse<String> untilItAnswers() {
        return await().until(() -> router.post("/v1/chat/completions", CHAT), answer -> answer.statusCode() == 200);
    }

    private String metrics() throws Exception {
        HttpRequest asked =
                HttpRequest.newBuilder(management.resolve("/q/metrics")).build();
        return HttpClient.newHttpClient()
                .send(asked, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void answer(HttpServerRequest request) {
        String key = request.getHeader("Authorization");
        heard.put(request.path(), key == null ? "none" : key);
        request.response().putHeader("Content-Type", "application/json");
        if (!("Bearer " + KEY).equals(key)) {
            request.response().setStatusCode(401).end("{\"error\":{\"message\":\"no\"}}");
        } else if (request.path().equals("/v1/models")) {
            request.response().end("{\"object\":\"list\",\"data\":[{\"id\":\"remote-model\",\"object\":\"model\"}]}");
        } else {
            request.response().end(ANSWER);
        }
    }
}
