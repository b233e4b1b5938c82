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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees when a node refuses, resets, is busy, hangs or dies. */
@ExtendWith(SharedStack.class)
class NodeFailureTest {

    private Stack stack;
    private List<SimulatedNodeControl> nodes;
    private Gateway gateway;
    private String model;

    @BeforeEach
    void two_nodes_have_the_model(Stack stack) {
        this.stack = stack;
        nodes = stack.nodes();
        gateway = stack.gateway();
        model = sharedModel(nodes);
        nodes.forEach(node -> node.settings(Map.of("tokens_per_second", 300)));
    }

    @AfterEach
    void the_nodes_are_well_again() {
        nodes.forEach(SimulatedNodeControl::behave);
        await().atMost(Duration.ofSeconds(20)).until(() -> readyNodes() == nodes.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"F01", "F07", "F19", "F17"})
    void a_node_that_fails_before_its_first_byte_is_never_seen_by_a_client(String fault) {
        SimulatedNodeControl failing = nodes.get(0);
        failing.fault(Map.of("fault", fault));

        for (int call = 0; call < 6; call++) {
            HttpResponse<String> answer = chat(true);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(lastRecord(answer.body()).path("done").asBoolean())
                    .as(answer.body())
                    .isTrue();
            assertThat(answer.headers().firstValue("X-Parley-Node")).get().isNotEqualTo(failing.name());
        }
    }

    @Test
    void a_conversation_goes_on_elsewhere_when_a_node_hangs_before_its_first_byte() {
        nodes.get(0).fault(Map.of("fault", "F02", "path", "/api/chat"));
        Map<String, Object> hasty = Map.of("role", "generator", "model", model, "max_tokens", 60, "timeout", 2);
        Map<String, Object> critic = Map.of("role", "critic", "model", model, "max_tokens", 60, "timeout", 2);

        String conversation = gateway.start(Gateway.conversation("Bees on hospital roofs", 2, List.of(hasty, critic)));
        try (Viewer viewer = Viewer.watch(gateway, conversation)) {
            await().atMost(Duration.ofSeconds(60)).until(viewer::ended);

            assertThat(viewer.events("turn.completed")).hasSize(4);
            assertThat(viewer.events("turn.skipped")).isEmpty();
        }
    }

    @Test
    void a_turn_whose_node_dies_in_mid_answer_is_tried_again_and_says_so() {
        SimulatedNodeControl dying = nodes.get(0);
        dying.fault(Map.of("fault", "F09", "path", "/api/chat", "after_records", 5, "times", 1));
        Map<String, Object> bound = Map.of("role", "generator", "model", model, "node", dying.name());

        String conversation = gateway.start(
                Gateway.conversation("Quiet streets at night", 1, List.of(bound, Gateway.agent("critic", model))));
        try (Viewer viewer = Viewer.watch(gateway, conversation)) {
            await().atMost(Duration.ofSeconds(60)).until(viewer::ended);

            assertThat(viewer.events("turn.retrying")).hasSize(1);
            assertThat(viewer.events("turn.retrying")
                            .get(0)
                            .data()
                            .path("reason")
                            .asText())
                    .isEqualTo("stream-broken");
            assertThat(viewer.events("turn.completed")).hasSize(2);
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

    private HttpResponse<String> chat(boolean stream) {
        return gateway.post(
                "/api/chat",
                Map.of(
                        "model", model,
                        "stream", stream,
                        "messages", List.of(Map.of("role", "user", "content", "Why is the sky blue?"))));
    }

    private long readyNodes() {
        return Json.texts(stack.status().path("nodes"), "state").stream()
                .filter("ready"::equals)
                .count();
    }

    private static JsonNode lastRecord(String body) {
        return Json.read(body.lines().reduce((first, second) -> second).orElseThrow());
    }

    /** A model that every node has. */
    static String sharedModel(List<SimulatedNodeControl> nodes) {
        List<List<String>> models =
                nodes.stream().map(SimulatedNodeControl::models).toList();
        return models.get(0).stream()
                .filter(name -> models.stream().allMatch(of -> of.contains(name)))
                .filter(name -> !name.contains("embed") && !name.contains("minilm"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no model that all simulated nodes share: " + models));
    }
}
