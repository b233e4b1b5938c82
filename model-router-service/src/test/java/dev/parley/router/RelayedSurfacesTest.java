package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.capacity.Admission;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.Reach;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RelayedSurfacesTest extends RouterTestBase {

    @Inject
    Admission admission;

    @Test
    void a_streamed_chat_comes_back_whole_and_tells_who_answered() {
        var answer = router.post("/api/chat", RouterClient.CHAT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.body()).contains("\"done\":true").endsWith("\n");
        assertThat(header(answer, "X-Parley-Node")).isIn("alpha", "beta");
        assertThat(header(answer, "X-Parley-Model")).isEqualTo("llama3.2:latest");
        assertThat(header(answer, "X-Parley-Attempts")).isEqualTo("1");
        assertThat(header(answer, "X-Parley-Queue-Ms")).isNotEmpty();
        assertThat(header(answer, "X-Parley-Overhead-Ms")).isNotEmpty();
    }

    @Test
    void each_surface_is_relayed_as_the_node_answers() {
        var generate = router.post("/api/generate", "{\"model\":\"llama3.2\",\"prompt\":\"x\",\"stream\":false}");
        var embed = router.post("/api/embed", "{\"model\":\"all-minilm\",\"input\":[\"a\",\"b\"]}");
        var show = router.post("/api/show", "{\"name\":\"llama3.2\"}");
        var openAi = router.post("/v1/chat/completions", RouterClient.CHAT);

        assertThat(generate.body()).contains("\"done\":true").doesNotEndWith("\n");
        assertThat(embed.body()).contains("\"embeddings\":[[");
        assertThat(show.body()).contains("\"model_info\"");
        assertThat(openAi.body()).contains("\"object\":\"chat.completion\"").endsWith("\n");
    }

    @Test
    void what_is_left_to_the_router_goes_to_a_node_that_is_good_at_it() {
        var auto = router.post("/api/chat", RouterClient.CHAT.replace("llama3.2", "auto"));
        var code = router.post("/api/chat", RouterClient.CHAT.replace("llama3.2", "task:code_generation"));
        var reason = router.post("/api/chat", RouterClient.CHAT.replace("llama3.2", "task:planning"));
        var verse = router.post("/api/chat", RouterClient.CHAT.replace("llama3.2", "task:poetry"));

        assertThat(header(auto, "X-Parley-Node")).isIn("alpha", "beta");
        assertThat(header(code, "X-Parley-Node")).isEqualTo("coder");
        assertThat(header(code, "X-Parley-Model")).isEqualTo("qwen3-coder:30b");
        assertThat(code.body()).contains("\"model\":\"qwen3-coder:30b\"");
        assertThat(header(reason, "X-Parley-Node")).isEqualTo("alpha");
        assertThat(header(verse, "X-Parley-Node")).isIn("alpha", "beta");
    }

    @Test
    void the_body_goes_to_the_node_as_it_came() {
        String body = "{ \"messages\" : [{\"role\":\"user\",\"content\":\"ä 🎈 \\u2028\"}],\n\"model\":\"LLAMA3.2\" }";

        var answer = router.post("/api/chat", body, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"model\":\"LLAMA3.2\"");
        var received = received(nodes.named(header(answer, "X-Parley-Node")), "/api/chat")
                .get(0);
        assertThat(received.body()).isEqualTo(body);
        assertThat(received.headers()).doesNotContainKeys("x-parley-edge", "x-parley-caller", "authorization");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/chat | `` | 400 | malformed-body | missing request body",
                "/api/chat | {oops | 400 | malformed-body | invalid JSON in the request body",
                "/api/chat | {\"messages\":[]} | 400 | malformed-body | model is required",
                "/api/chat | {\"model\":\"\"} | 400 | malformed-body | model is required",
                "/api/chat | {\"model\":7} | 400 | malformed-body | cannot unmarshal",
                "/api/chat | {\"model\":\"llama3.2\",\"Model\":\"x\"} | 400 | malformed-body | duplicate key",
                "/api/chat | {\"stream\":true,\"model\":\"llama3.2\",\"ſtream\":false} | 400 | malformed-body | duplicate key",
                "/api/chat | {\"model\":\"nope\"} | 404 | model-unknown | model 'nope' not found",
                "/api/embed | {\"model\":\"nope\"} | 404 | model-unknown | try pulling it first",
                "/api/chat | {\"model\":\"task:nope\"} | 404 | model-unknown | not found",
                "/v1/chat/completions | {\"model\":\"nope\"} | 404 | model-unknown | not_found_error",
                "/v1/chat/completions | {\"messages\":[]} | 400 | malformed-body | invalid_request_error",
            })
    void a_request_that_goes_nowhere_is_told_why(String path, String body, int status, String code, String text) {
        var answer = router.post(path, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "X-Parley-Error")).isEqualTo(code);
        assertThat(answer.body()).contains(text).contains("\"error\"");
    }

    @Test
    void a_body_that_is_not_utf_8_is_refused_and_holds_no_place() {
        byte[] body = RouterClient.CHAT.replace("llama3.2", "auto").getBytes(StandardCharsets.UTF_16LE);

        var answer = router.post("/api/chat", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(header(answer, "X-Parley-Error")).isEqualTo("malformed-body");
        assertThat(admission.running(new NodeId("alpha")) + admission.running(new NodeId("beta")))
                .isZero();
    }

    @Test
    void what_goes_wrong_on_our_side_is_told_and_holds_no_place() {
        NodeId impossible = new NodeId("impossible");
        directory.join(new Node(
                impossible,
                URI.create("http://127.0.0.1:70000"),
                NodeKind.OLLAMA,
                Optional.of("impossible-model"),
                Set.of(),
                1,
                1,
                NodeOrigin.PASSING,
                Reach.ALL));

        var answer = router.post("/api/chat", RouterClient.CHAT.replace("llama3.2", "impossible-model"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(header(answer, "X-Parley-Error")).isEqualTo("internal-error");
        assertThat(admission.running(impossible)).isZero();
        directory.leave(impossible);
    }

    @Test
    void a_caller_may_ask_for_as_much_silence_as_its_own_retries_may_need() {
        var four = router.post("/api/chat", RouterClient.CHAT, "X-Parley-Silence", "14400");
        var more = router.post("/api/chat", RouterClient.CHAT, "X-Parley-Silence", "14401");

        assertThat(four.statusCode()).isEqualTo(200);
        assertThat(more.statusCode()).isEqualTo(400);
        assertThat(more.body()).contains("14400");
    }

    @Test
    void bad_headers_are_told_too() {
        var pin = router.post("/api/chat", RouterClient.CHAT, "X-Parley-Node", "nowhere");
        var silence = router.post("/api/chat", RouterClient.CHAT, "X-Parley-Silence", "soon");

        assertThat(pin.statusCode()).isEqualTo(422);
        assertThat(header(pin, "X-Parley-Error")).isEqualTo("node-unknown");
        assertThat(silence.statusCode()).isEqualTo(400);
        assertThat(header(silence, "X-Parley-Error")).isEqualTo("invalid-parameter");
    }

    @Test
    void a_body_over_the_limit_is_refused_in_the_surfaces_words() {
        String huge = "{\"model\":\"llama3.2\",\"prompt\":\"" + "x".repeat(33 << 20) + "\"}";

        var answer = router.post("/api/generate", huge);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(header(answer, "X-Parley-Error")).isEqualTo("body-too-large");
        assertThat(answer.body()).startsWith("{\"error\":\"");
    }

    @Test
    void without_the_secret_of_an_edge_nothing_is_answered() throws Exception {
        var request =
                java.net.http.HttpRequest.newBuilder(url.resolve("/api/tags")).build();

        var answer = java.net.http.HttpClient.newHttpClient()
                .send(request, java.net.http.HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("edge-refused");
    }

    @Test
    void the_secret_before_the_current_one_still_opens() {
        Caller caller = Caller.of("local", "anonymous", Set.of(Scope.INFERENCE));

        var answer = new RouterClient(url, caller, "the-secret-before-that-one").get("/api/tags");

        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
