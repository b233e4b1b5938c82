package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.SimulatedNodeControl;
import dev.parley.acceptance.stack.Stack;
import dev.parley.acceptance.stack.Viewer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is lost when a process is killed or a store goes away in the middle of a conversation: nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurvivalTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Stack stack;
    private Gateway gateway;
    private List<SimulatedNodeControl> nodes;
    private String model;

    @BeforeAll
    void a_stack_of_its_own() {
        stack = Stack.up(2);
        gateway = stack.gateway();
        nodes = stack.nodes();
        model = NodeFailureTest.sharedModel(nodes);
    }

    @BeforeEach
    void answers_take_about_two_seconds() {
        nodes.forEach(node -> node.settings(Map.of("tokens_per_second", 40)));
    }

    @AfterAll
    void down() {
        stack.close();
    }

    @Test
    void a_killed_orchestrator_loses_no_turn_no_event_and_pays_nothing_twice() {
        String subject = "Libraries that lend tools";
        String conversation = gateway.start(twoAgents(subject, 3));
        try (Viewer viewer = Viewer.watch(gateway, conversation)) {
            await().atMost(PATIENCE).until(() -> viewer.events("turn.completed").size() == 2);
            int seen = viewer.events("token").size();
            await().atMost(PATIENCE).until(() -> viewer.events("token").size() > seen + 2);

            stack.kill(stack.pid("orchestrator"));
            stack.up();
            await().atMost(PATIENCE).until(viewer::ended);

            assertWhole(viewer, conversation, 6);
            assertThat(viewer.connections()).isGreaterThan(1);
            assertThat(viewer.events("turn.interrupted")).hasSize(1);
            assertThat(generationsPerPrompt(subject))
                    .as("generations of each prompt")
                    .allSatisfy((prompt, count) -> {
                        assertThat(count).isLessThanOrEqualTo(2);
                    });
            assertThat(generationsPerPrompt(subject).values().stream().filter(count -> count == 2))
                    .as("only the turn under way is generated again")
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void a_restarted_redis_costs_a_conversation_nothing() {
        String conversation = gateway.start(twoAgents("Repair cafés in schools", 2));
        try (Viewer viewer = Viewer.watch(gateway, conversation)) {
            await().atMost(PATIENCE).until(() -> viewer.events("turn.completed").size() == 1);

            stack.kill(stack.storePid("redis"));
            await().atMost(PATIENCE).until(() -> viewer.events("turn.completed").size() == 2);
            assertThat(chat()).as("inference goes on while Redis is away").isEqualTo(200);
            stack.up();
            await().atMost(PATIENCE).until(viewer::ended);

            assertWhole(viewer, conversation, 4);
        }
    }

    @Test
    void a_restarted_postgresql_pauses_a_conversation_and_costs_it_nothing() {
        String subject = "Shared gardens between houses";
        String conversation = gateway.start(twoAgents(subject, 2));
        try (Viewer viewer = Viewer.watch(gateway, conversation)) {
            await().atMost(PATIENCE).until(() -> viewer.events("turn.completed").size() == 1);

            stack.kill(stack.storePid("postgres"));
            assertThat(chat()).as("inference goes on while PostgreSQL is away").isEqualTo(200);
            assertThat(gateway.get("/api/conversations/" + conversation).statusCode())
                    .isEqualTo(503);
            stack.up();
            await().atMost(PATIENCE).until(viewer::ended);

            assertWhole(viewer, conversation, 4);
            assertThat(generationsPerPrompt(subject).values())
                    .as("finished turns are paid once")
                    .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(2));
        }
    }

    /** Every id once, every turn whole: the text of the tokens is the text that is kept. */
    private void assertWhole(Viewer viewer, String conversation, int turns) {
        Set<String> ids = new HashSet<>();
        assertThat(viewer.events())
                .filteredOn(event -> event.id() != null)
                .allSatisfy(event -> assertThat(ids.add(event.id()))
                        .as("id %s seen once", event.id())
                        .isTrue());
        assertThat(viewer.events("turn.completed"))
                .extracting(event -> event.data().path("turn").asInt())
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.rangeClosed(1, turns).boxed().toList());
        Map<Integer, String> seen = textOfLastAttempts(viewer.events());
        JsonNode history = gateway.read("/api/conversations/" + conversation + "/history");
        assertThat(history.path("conversation").path("status").asText()).isEqualTo("completed");
        history.path("messages").forEach(message -> {
            if (message.path("role").asText().equals("assistant")) {
                assertThat(seen.get(message.path("turn").asInt()))
                        .isEqualTo(message.path("content").asText());
            }
        });
    }

    private static Map<Integer, String> textOfLastAttempts(List<Viewer.Event> events) {
        Map<Integer, String> texts = new HashMap<>();
        for (Viewer.Event event : events) {
            int turn = event.data().path("turn").asInt();
            switch (event.type()) {
                case "turn.started" -> texts.put(turn, "");
                case "turn.snapshot" ->
                    texts.put(turn, event.data().path("content").asText());
                case "token" -> {
                    String text = texts.get(turn) + event.data().path("content").asText();
                    texts.put(turn, text);
                    assertThat(event.id()).endsWith("." + text.getBytes(StandardCharsets.UTF_8).length);
                }
                default -> {}
            }
        }
        return texts;
    }

    private Map<Integer, Integer> generationsPerPrompt(String subject) {
        List<JsonNode> prompts = new ArrayList<>(MainJobTest.promptsAbout(stack, subject));
        Map<Integer, Integer> counts = new HashMap<>();
        prompts.forEach(messages -> counts.merge(messages.size(), 1, Integer::sum));
        return counts;
    }

    private int chat() {
        return gateway.post(
                        "/api/chat",
                        Map.of(
                                "model",
                                model,
                                "stream",
                                false,
                                "options",
                                Map.of("num_predict", 3),
                                "messages",
                                List.of(Map.of("role", "user", "content", "Hello"))))
                .statusCode();
    }

    private Map<String, Object> twoAgents(String subject, int rounds) {
        return Gateway.conversation(
                subject, rounds, List.of(Gateway.agent("generator", model), Gateway.agent("critic", model)));
    }
}
