package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.node.CircuitCondition;
import dev.parley.router.node.NodeId;
import dev.parley.simulatednode.catalogue.StockModels;
import dev.parley.simulatednode.journal.ReceivedRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong at one node before the first byte is not seen by the caller. */
@QuarkusTest
class FailoverTest extends RouterTestBase {

    private static final int ENOUGH_TO_MEET_EITHER_TWIN = 40;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "F02",
                "F07",
                "F08",
                "F09;after=0",
                "F10;after=0",
                "F11;after=0",
                "F17",
                "F19;status=503",
                "F20",
                "F22",
                "F23",
                "F24;location=http://127.0.0.1:1/"
            })
    void a_streamed_chat_fails_over_to_the_twin(String fault) {
        nodes.alpha().fault(fault);

        HttpResponse<String> answer = untilRetried("/api/chat", RouterClient.CHAT);

        assertThat(header(answer, "X-Parley-Node")).isEqualTo("beta");
        assertThat(answer.body()).contains("\"done\":true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"F02", "F07", "F08", "F16", "F19;status=503;body=html", "F20"})
    void a_whole_answer_fails_over_until_it_is_complete(String fault) {
        nodes.alpha().fault(fault);

        HttpResponse<String> answer = untilRetried("/api/chat", RouterClient.CHAT_WHOLE);

        assertThat(header(answer, "X-Parley-Node")).isEqualTo("beta");
        assertThat(answer.body()).startsWith("{").endsWith("}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/chat/completions | {\"model\":\"llama3.2\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "/api/generate | {\"model\":\"llama3.2\",\"prompt\":\"x\"}",
                "/api/embed | {\"model\":\"all-minilm\",\"input\":\"x\"}",
            })
    void other_paths_fail_over_too(String path, String body) {
        // A node that is warm is preferred: cold, this one might never be tried.
        router.post(path, body, "X-Parley-Node", "alpha");
        await().until(() -> isWarm("alpha", new JsonObject(body).getString("model")));
        nodes.alpha().fault("F07");

        HttpResponse<String> answer = untilRetried(path, body);

        assertThat(header(answer, "X-Parley-Node")).isEqualTo("beta");
    }

    @Test
    void a_node_that_is_gone_is_not_seen_by_callers() {
        nodes.alpha().kill();

        for (int i = 0; i < 10; i++) {
            HttpResponse<String> answer = router.post("/api/chat", RouterClient.CHAT);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "X-Parley-Node")).isEqualTo("beta");
        }
    }

    @Test
    void an_engine_that_dies_while_embedding_is_the_nodes_fault_though_it_says_400() {
        String body = "{\"model\":\"all-minilm\",\"input\":\"x\"}";
        router.post("/api/embed", body, "X-Parley-Node", "alpha");
        await().until(() -> isWarm("alpha", "all-minilm"));
        nodes.alpha().fault("F19;status=400;text=do embedding request: Post http://127.0.0.1:1: EOF");

        HttpResponse<String> answer = untilRetried("/api/embed", body);

        assertThat(header(answer, "X-Parley-Node")).isEqualTo("beta");
    }

    @Test
    void what_is_the_requests_fault_is_passed_on_as_the_node_said_it() {
        nodes.alpha().fault("F18");
        nodes.beta().fault("F18");

        HttpResponse<String> answer = router.post("/api/chat", RouterClient.CHAT);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(header(answer, "X-Parley-Attempts")).isEqualTo("1");
        assertThat(header(answer, "X-Parley-Error")).isEmpty();
        assertThat(answer.body()).contains("\"error\"");
    }

    @Test
    void a_prompt_that_fails_two_nodes_is_not_given_to_a_third() {
        nodes.alpha().fault("F17");
        nodes.beta().fault("F17");

        HttpResponse<String> answer = router.post("/api/chat", RouterClient.CHAT);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(header(answer, "X-Parley-Attempts")).isEqualTo("2");
    }

    @Test
    void when_all_nodes_are_silent_the_caller_is_told() {
        nodes.alpha().fault("F02");
        nodes.beta().fault("F02");

        HttpResponse<String> answer =
                router.post("/api/chat", RouterClient.CHAT, "X-Parley-Silence", "1", "X-Parley-Tries", "0");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(header(answer, "X-Parley-Error")).isEqualTo("node-silent");
        assertThat(header(answer, "X-Parley-Attempts")).isEqualTo("2");
        assertThat(answer.body()).startsWith("{\"error\":\"");
    }

    @Test
    void a_caller_that_owns_the_tries_gets_the_first_failure() {
        nodes.alpha().fault("F07");
        nodes.beta().fault("F07");

        HttpResponse<String> answer = router.post("/api/chat", RouterClient.CHAT, "X-Parley-Tries", "1");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(header(answer, "X-Parley-Error")).isEqualTo("node-failed");
        assertThat(header(answer, "X-Parley-Attempts")).isEqualTo("1");
    }

    @Test
    void a_pinned_request_goes_nowhere_else() {
        nodes.alpha().fault("F07");

        HttpResponse<String> answer = router.post("/api/chat", RouterClient.CHAT, "X-Parley-Node", "alpha");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(header(answer, "X-Parley-Node")).isEqualTo("alpha");
        assertThat(received(nodes.beta(), "/api/chat")).isEmpty();
    }

    @Test
    void a_node_that_keeps_failing_is_left_alone_until_a_trial_succeeds() {
        nodes.alpha().fault("F07");
        for (int i = 0; i < 30; i++) {
            router.post("/api/chat", RouterClient.CHAT);
        }
        int soFar = received(nodes.alpha(), "/api/chat").size();
        assertThat(soFar).isLessThan(15);

        nodes.alpha().clearFaults();

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            router.post("/api/chat", RouterClient.CHAT);
            return count(nodes.alpha(), "generations_finished") > 0;
        });
    }

    @Test
    void a_node_that_asks_to_be_left_alone_is() {
        nodes.alpha().fault("F19;status=503;retry=30;times=1");
        untilRetried("/api/chat", RouterClient.CHAT);
        int soFar = received(nodes.alpha(), "/api/chat").size();

        for (int i = 0; i < 10; i++) {
            assertThat(header(router.post("/api/chat", RouterClient.CHAT), "X-Parley-Node"))
                    .isEqualTo("beta");
        }

        assertThat(received(nodes.alpha(), "/api/chat")).hasSize(soFar);
        assertThat(directory.find(new NodeId("alpha")).orElseThrow().circuits().values())
                .anyMatch(circuit -> circuit.why().isPresent());
    }

    @Test
    void another_model_stands_in_for_one_that_nobody_has() {
        HttpResponse<String> answer = router.post("/api/chat", RouterClient.CHAT.replace("llama3.2", "never-pulled"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(header(answer, "X-Parley-Model")).isEqualTo("qwen3-coder:30b");
        assertThat(answer.body()).contains("\"model\":\"qwen3-coder:30b\"").contains("\"done\":true");
    }

    @Test
    void another_model_stands_in_for_one_that_fails_but_not_where_the_request_is_at_fault() {
        nodes.alpha().install(StockModels.of("fragile"));
        nodes.alpha().fault("F17;model=fragile;times=1");
        String chat = RouterClient.CHAT.replace("llama3.2", "fragile");

        HttpResponse<String> served = router.post("/api/chat", chat);
        nodes.alpha().fault("F18;model=fragile");
        HttpResponse<String> refused = router.post("/api/chat", chat);

        assertThat(header(served, "X-Parley-Model")).as(served.body()).isEqualTo("qwen3-coder:30b");
        assertThat(header(served, "X-Parley-Attempts")).isEqualTo("2");
        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(header(refused, "X-Parley-Model")).isEqualTo("fragile:latest");
    }

    @Test
    void a_second_node_is_asked_beside_one_that_says_nothing_and_the_slower_is_told_to_stop() {
        nodes.alpha().fault("F03;seconds=15");

        HttpResponse<String> answer = null;
        for (int i = 0; i < ENOUGH_TO_MEET_EITHER_TWIN && (answer == null || attempts(answer) == 1); i++) {
            answer = router.post("/api/chat", RouterClient.CHAT, "X-Parley-Silence", "12");
        }

        assertThat(attempts(answer)).isEqualTo(2);
        assertThat(header(answer, "X-Parley-Node")).isEqualTo("beta");
        assertThat(answer.body()).contains("\"done\":true");
        await().until(() -> received(nodes.alpha(), "/api/chat").stream()
                .allMatch(request -> request.outcome() == ReceivedRequest.Outcome.CANCELLED));
    }

    @Test
    void models_of_remote_services_are_refused_where_an_operator_says_so() {
        HttpResponse<String> refused =
                router.post("/api/chat", RouterClient.CHAT.replace("llama3.2", "gpt-oss:120b-cloud"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(header(refused, "X-Parley-Error")).isEqualTo("cloud-refused");
        assertThat(refused.body()).isEqualTo("{\"error\":\"ollama cloud is disabled: remote model is unavailable\"}");
    }

    private static int attempts(HttpResponse<String> answer) {
        return Integer.parseInt(header(answer, "X-Parley-Attempts"));
    }

    @Test
    void a_body_of_nothing_is_no_answer() {
        nodes.alpha().fault("F10");

        HttpResponse<String> answer = untilRetried("/api/chat", RouterClient.CHAT_WHOLE);

        assertThat(header(answer, "X-Parley-Node")).isEqualTo("beta");
        assertThat(answer.body()).startsWith("{").endsWith("}");
    }

    @Test
    void a_model_that_hangs_in_its_unloading_is_left_alone_until_its_node_says_otherwise() {
        nodes.alpha().fault("F34");
        await().until(() -> directory.find(new NodeId("alpha")).orElseThrow().catalogue().loaded().values().stream()
                .anyMatch(loaded -> loaded.expires() != null && loaded.expires().isBefore(java.time.Instant.now())));

        HttpResponse<String> answer = untilRetried("/api/chat", RouterClient.CHAT);

        assertThat(header(answer, "X-Parley-Node")).isEqualTo("beta");
        assertThat(directory.find(new NodeId("alpha")).orElseThrow().circuits().values())
                .anyMatch(circuit -> circuit.condition() == CircuitCondition.STUCK);

        nodes.alpha().clearFaults();

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            router.post("/api/chat", RouterClient.CHAT);
            return count(nodes.alpha(), "generations_finished") > 0;
        });
    }

    private boolean isWarm(String node, String model) {
        return directory.all().stream()
                .filter(view -> view.id().value().equals(node))
                .anyMatch(view -> view.catalogue().loaded().keySet().stream()
                        .anyMatch(loaded -> loaded.model().equals(model)));
    }

    private HttpResponse<String> untilRetried(String path, String body) {
        for (int i = 0; i < ENOUGH_TO_MEET_EITHER_TWIN; i++) {
            forgetWhatWasLearned();
            HttpResponse<String> answer = router.post(path, body, "X-Parley-Silence", "1", "X-Parley-Cache", "no");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            if (header(answer, "X-Parley-Attempts").equals("2")) {
                return answer;
            }
        }
        throw new AssertionError("the failing node was never tried");
    }
}
