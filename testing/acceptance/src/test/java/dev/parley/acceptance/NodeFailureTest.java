package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.SharedStack;
import dev.parley.acceptance.stack.SimulatedNodeControl;
import dev.parley.acceptance.stack.Stack;
import dev.parley.acceptance.stack.Viewer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client sees when a node refuses, resets, is busy, hangs or dies. */
@ExtendWith(SharedStack.class)
@Execution(ExecutionMode.SAME_THREAD)
class NodeFailureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REFUSES = "F01";
    private static final String HANGS = "F02";

    private Stack stack;
    private List<SimulatedNodeControl> nodes;
    private Gateway gateway;
    private String model;

    /** Another one in each test: what was asked before goes where it was answered. */
    private String question;

    @BeforeEach
    void several_nodes_have_the_model(Stack stack) {
        this.stack = stack;
        nodes = stack.nodes();
        gateway = stack.gateway();
        model = sharedModel(nodes);
        question = "Why is the sky blue? " + UUID.randomUUID();
        nodes.forEach(node -> node.settings(Map.of("tokens_per_second", 300)));
    }

    /**
     * A node that has answered again is trusted again: its failures in other tests do not add up to a circuit. Each is asked by
     * its name, for whoever is asked by none is answered where the model is warm by now, and that may be elsewhere for good.
     */
    @AfterEach
    void the_nodes_are_well_again() {
        nodes.forEach(SimulatedNodeControl::behave);
        nodes.forEach(node -> await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> gateway.chatAt(node.name(), brief("Are you well?")).statusCode() == 200));
        nodes.forEach(SimulatedNodeControl::asBefore);
    }

    @ParameterizedTest(name = "{0}, streamed {1}")
    @CsvSource({
        "F01, true", "F07, true", "F17, true", "F19, true", "F02, true",
        "F01, false", "F07, false", "F17, false", "F19, false", "F02, false"
    })
    void a_node_that_fails_before_its_first_byte_is_never_seen_by_a_client(String fault, boolean streamed) {
        SimulatedNodeControl failing = firstChoice();
        long struck = failing.count("faults_applied");
        failing.fault(Map.of("fault", fault));

        HttpResponse<String> answer = await().atMost(PATIENCE)
                .until(() -> goodAnswer(streamed, failing), good -> attempts(good) > 1 || refuses(failing, fault));

        if (!fault.equals(REFUSES)) {
            assertThat(attempts(answer)).isEqualTo(2);
            assertThat(failing.count("faults_applied")).isGreaterThan(struck);
        }
        goodAnswer(streamed, failing);
    }

    @ParameterizedTest
    @CsvSource({"F01,", "F07, node-failed", "F19, node-failed", "F02, node-silent"})
    void a_conversation_goes_on_elsewhere_when_a_node_fails_before_its_first_byte(String fault, String reason) {
        SimulatedNodeControl failing = firstChoiceOfConversations();
        long struck = failing.count("faults_applied");
        failing.fault(Map.of("fault", fault));
        int silence = fault.equals(HANGS) ? 2 : 20;

        String conversation = gateway.start(Gateway.conversation(
                "Bees on hospital roofs", 2, List.of(agent("generator", silence), agent("critic", silence))));
        try (Viewer viewer = Viewer.watch(gateway, conversation)) {
            await().atMost(PATIENCE).until(viewer::ended);

            assertThat(viewer.events("turn.completed"))
                    .hasSize(4)
                    .extracting(event -> event.data().path("node").asText())
                    .doesNotContain(failing.name());
            assertThat(viewer.events("turn.skipped")).isEmpty();
            if (fault.equals(REFUSES)) {
                await().atMost(PATIENCE).until(() -> refuses(failing, fault));
            } else {
                assertThat(failing.count("faults_applied")).isGreaterThan(struck);
                assertThat(reasons(viewer)).isNotEmpty().containsOnly(reason);
            }
        }
    }

    @Test
    void a_turn_whose_node_dies_in_mid_answer_is_tried_again_and_says_so() {
        SimulatedNodeControl dying = nodes.get(0);
        dying.fault(Map.of("fault", "F09", "path", "/api/chat", "after_records", 5, "times", 1));

        String conversation = gateway.start(Gateway.conversation(
                "Quiet streets at night", 1, List.of(bound("generator", dying), Gateway.agent("critic", model))));
        try (Viewer viewer = Viewer.watch(gateway, conversation)) {
            await().atMost(PATIENCE).until(viewer::ended);

            assertThat(reasons(viewer)).containsExactly("stream-broken");
            assertThat(viewer.events("turn.completed")).hasSize(2);
        }
    }

    @Test
    void a_turn_whose_node_is_gone_in_mid_answer_is_finished_by_another() {
        SimulatedNodeControl victim = firstChoiceOfConversations();
        victim.fault(Map.of("fault", "F32", "after_records", 10, "times", 1, "seconds", 2));

        String conversation = gateway.start(
                Gateway.conversation("Night trains", 1, List.of(agent("generator", 20), agent("critic", 20))));
        try (Viewer viewer = Viewer.watch(gateway, conversation)) {
            await().atMost(PATIENCE).until(viewer::ended);

            assertThat(reasons(viewer)).containsExactly("stream-broken");
            assertThat(viewer.events("turn.completed"))
                    .hasSize(2)
                    .first()
                    .extracting(event -> event.data().path("node").asText())
                    .isNotIn("", victim.name());
        }
    }

    @Test
    void a_plain_stream_whose_node_dies_in_mid_answer_ends_with_an_error_record() {
        nodes.forEach(node -> node.fault(Map.of("fault", "F09", "path", "/api/chat", "after_records", 3)));

        HttpResponse<String> answer = chat(true);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().lines().count()).isGreaterThan(1);
        assertThat(lastRecord(answer.body()).path("error").asText()).isNotBlank();
        assertThat(answer.body()).doesNotContain("\"done\":true");
    }

    @Test
    void an_openai_stream_whose_node_dies_in_mid_answer_ends_with_an_error_event() {
        nodes.forEach(node -> node.fault(Map.of("fault", "F09", "path", "/v1/chat/completions", "after_records", 3)));

        HttpResponse<String> answer = gateway.post(
                "/v1/chat/completions",
                Map.of(
                        "model",
                        model,
                        "stream",
                        true,
                        "messages",
                        List.of(Map.of("role", "user", "content", "Hello"))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("data: {\"error\":{").doesNotContain("[DONE]");
    }

    /** A node that the router asks first while it is well: it alone has the model in memory, and has shown to be the first. */
    private SimulatedNodeControl firstChoice() {
        SimulatedNodeControl first = nodes.get(0);
        await().atMost(PATIENCE).until(() -> {
            first.load(model);
            nodes.stream().filter(node -> node != first).forEach(node -> node.unload(model));
            long size = loadedBytes(first.state().path("loaded"), "model", "size_bytes");
            await().atMost(PATIENCE)
                    .until(() -> loadedBytes(gateway.read("/api/ps").path("models"), "name", "size") == size);
            HttpResponse<String> answer = gateway.post("/api/chat", brief(question));
            return answer.headers().firstValue("X-Parley-Node").equals(Optional.of(first.name()));
        });
        return first;
    }

    /** The same for agents, who ask for a window of their own: the model is loaded there with that. */
    private SimulatedNodeControl firstChoiceOfConversations() {
        SimulatedNodeControl first = firstChoice();
        String conversation = gateway.start(
                Gateway.conversation("Warm rooms", 1, List.of(bound("generator", first), bound("critic", first))));
        try (Viewer viewer = Viewer.watch(gateway, conversation)) {
            await().atMost(PATIENCE).until(viewer::ended);
        }
        return first;
    }

    private Map<String, Object> bound(String role, SimulatedNodeControl node) {
        return Map.of("role", role, "model", model, "node", node.name(), "max_tokens", 60);
    }

    /** The bytes of the model; the union of all nodes sums those of each. */
    private long loadedBytes(JsonNode models, String name, String size) {
        for (JsonNode each : models) {
            if (each.path(name).asText().equals(model)) {
                return each.path(size).asLong();
            }
        }
        return 0;
    }

    /** Whether its port is closed and the router's own looks at it have found that out. */
    private boolean refuses(SimulatedNodeControl node, String fault) {
        return fault.equals(REFUSES) && !"ready".equals(stack.nodeStates().get(node.name()));
    }

    private HttpResponse<String> goodAnswer(boolean streamed, SimulatedNodeControl failing) {
        HttpResponse<String> answer = chat(streamed);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(lastRecord(answer.body()).path("done").asBoolean())
                .as(answer.body())
                .isTrue();
        assertThat(answer.body()).doesNotContain("\"error\"");
        assertThat(answer.headers().firstValue("X-Parley-Node")).get().isNotEqualTo(failing.name());
        return answer;
    }

    private static int attempts(HttpResponse<String> answer) {
        return Integer.parseInt(answer.headers().firstValue("X-Parley-Attempts").orElseThrow());
    }

    private HttpResponse<String> chat(boolean streamed) {
        return gateway.post("/api/chat", Map.of("model", model, "stream", streamed, "messages", said(question)));
    }

    /** Answered with one word. */
    private Map<String, Object> brief(String text) {
        return Map.of("model", model, "stream", false, "messages", said(text), "options", Map.of("num_predict", 1));
    }

    private static List<Map<String, String>> said(String text) {
        return List.of(Map.of("role", "user", "content", text));
    }

    private Map<String, Object> agent(String role, int silence) {
        return Map.of("role", role, "model", model, "max_tokens", 60, "timeout", silence);
    }

    private static List<String> reasons(Viewer viewer) {
        return viewer.events("turn.retrying").stream()
                .map(event -> event.data().path("reason").asText())
                .toList();
    }

    private static JsonNode lastRecord(String body) {
        return Json.read(body.lines().reduce((first, second) -> second).orElseThrow());
    }

    /** A model that every node has. */
    static String sharedModel(List<SimulatedNodeControl> nodes) {
        return sharedModels(nodes).get(0);
    }

    /** The models that every node has, at least two. */
    static List<String> sharedModels(List<SimulatedNodeControl> nodes) {
        List<List<String>> models =
                nodes.stream().map(SimulatedNodeControl::models).toList();
        List<String> shared = models.get(0).stream()
                .filter(name -> models.stream().allMatch(of -> of.contains(name)))
                .filter(name -> !name.contains("embed") && !name.contains("minilm"))
                .toList();
        assertThat(shared).as("models that all nodes share, of %s", models).hasSizeGreaterThan(1);
        return shared;
    }
}
