package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.SimulatedNodeControl;
import dev.parley.acceptance.stack.Stack;
import dev.parley.acceptance.stack.Viewer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is lost when a process is killed or a store goes away in the middle of a conversation: nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurvivalTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** No turn is under way for what dies. */
    private static final int NONE = 0;

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
            List<Viewer.Event> interrupted = viewer.events("turn.interrupted");
            assertThat(interrupted).hasSize(1);
            assertPaidOnce(subject, 6, interrupted.get(0).data().path("turn").asInt());
        }
    }

    @Test
    void a_restarted_redis_costs_a_conversation_nothing() {
        String subject = "Repair cafés in schools";
        String conversation = gateway.start(twoAgents(subject, 2));
        try (Viewer viewer = Viewer.watch(gateway, conversation)) {
            await().atMost(PATIENCE).until(() -> viewer.events("turn.completed").size() == 1);

            stack.kill(stack.storePid("redis"));
            await().atMost(PATIENCE).until(() -> viewer.events("turn.completed").size() == 3);
            assertThat(verdictsOf(conversation, 3)).isNotEmpty().containsOnly("unverified");
            assertThat(viewer.events("token"))
                    .filteredOn(token -> token.data().path("turn").asInt() == 3)
                    .as("the text of a turn without a live plane, in one piece")
                    .hasSize(1);
            assertThat(chat()).as("inference goes on while Redis is away").isEqualTo(200);
            assertThat(askedTheSame()).as("nothing is kept while Redis is away").isEqualTo("miss");
            assertThat(askedTheSame()).as("nothing is kept while Redis is away").isEqualTo("miss");
            stack.up();
            await().atMost(PATIENCE).until(() -> askedTheSame().equals("hit"));
            await().atMost(PATIENCE).until(viewer::ended);

            assertWhole(viewer, conversation, 4);
            assertPaidOnce(subject, 4, NONE);
        }
    }

    @Test
    void a_restarted_postgresql_pauses_a_conversation_and_costs_it_nothing() {
        String subject = "Shared gardens between houses";
        String conversation = gateway.start(twoAgents(subject, 2));
        try (Viewer viewer = Viewer.watch(gateway, conversation)) {
            await().atMost(PATIENCE).until(() -> saysSomething(viewer, 2));

            stack.kill(stack.storePid("postgres"));
            await().atMost(PATIENCE).until(() -> wholeAnswers(subject) == 2);
            assertThat(chat()).as("inference goes on while PostgreSQL is away").isEqualTo(200);
            assertThat(gateway.get("/api/conversations/" + conversation).statusCode())
                    .isEqualTo(503);
            stack.up();
            await().atMost(PATIENCE).until(viewer::ended);

            assertWhole(viewer, conversation, 4);
            assertPaidOnce(subject, 4, 2);
            assertThat(viewer.events("conversation.paused"))
                    .extracting(event -> event.data().path("by").asText())
                    .containsExactly("store-unavailable");
            assertThat(viewer.events("conversation.resumed")).hasSize(1);
        }
    }

    /** Every turn was generated, once; but for the one that was under way when something died, which may be again. */
    private void assertPaidOnce(String subject, int turns, int underWay) {
        Map<Integer, Integer> generations = generationsPerTurn(subject);
        assertThat(generations)
                .containsOnlyKeys(IntStream.rangeClosed(1, turns).boxed().toList());
        assertThat(generations)
                .allSatisfy((turn, count) ->
                        assertThat(count).as("generations of turn %s", turn).isBetween(1, turn == underWay ? 2 : 1));
    }

    private static boolean saysSomething(Viewer viewer, int turn) {
        return viewer.events("token").stream()
                .anyMatch(token -> token.data().path("turn").asInt() == turn);
    }

    /** What nodes have answered to the end, whether or not anybody could keep it. */
    private long wholeAnswers(String subject) {
        return nodes.stream()
                .flatMap(node -> node.requests("/api/chat").stream())
                .filter(request -> request.path("body").asText().contains(subject))
                .filter(request -> request.path("outcome").asText().equals("completed"))
                .count();
    }

    private List<String> verdictsOf(String conversation, int turn) {
        List<String> verdicts = new ArrayList<>();
        gateway.read("/api/conversations/" + conversation + "/ideas")
                .path("ideas")
                .forEach(idea -> {
                    if (idea.path("turn").asInt() == turn) {
                        verdicts.add(idea.path("verdict").asText());
                    }
                });
        return verdicts;
    }

    /** Every id once and none missing, every turn whole: the text of the tokens is the text that is kept. */
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
                        IntStream.rangeClosed(1, turns).boxed().toList());
        assertThat(ids).containsAll(durableIds(conversation));
        Map<Integer, String> seen = textOfLastAttempts(viewer.events());
        JsonNode history = gateway.read("/api/conversations/" + conversation + "/history");
        assertThat(history.path("conversation").path("status").asText()).isEqualTo("completed");
        List<Integer> answered = new ArrayList<>();
        history.path("messages").forEach(message -> {
            if (message.path("role").asText().equals("assistant")) {
                int turn = message.path("turn").asInt();
                answered.add(turn);
                assertThat(seen.get(turn)).isEqualTo(message.path("content").asText());
            }
        });
        assertThat(answered).hasSize(turns);
    }

    /** The ids of everything that is told again to a viewer who comes after the end; texts come in other pieces then. */
    private Set<String> durableIds(String conversation) {
        try (Viewer late = Viewer.watch(gateway, conversation)) {
            await().atMost(PATIENCE).until(late::ended);
            return late.events().stream()
                    .filter(event ->
                            !List.of("token", "turn.snapshot", "thinking").contains(event.type()))
                    .map(Viewer.Event::id)
                    .collect(Collectors.toSet());
        }
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

    /** A prompt has a system text, two messages of each turn before it, and an instruction. */
    private Map<Integer, Integer> generationsPerTurn(String subject) {
        Map<Integer, Integer> counts = new HashMap<>();
        MainJobTest.promptsAbout(stack, subject)
                .forEach(messages -> counts.merge(messages.size() / 2, 1, Integer::sum));
        return counts;
    }

    private int chat() {
        return chat(Map.of("num_predict", 3)).statusCode();
    }

    /** What may be answered as before: what came of the cache. */
    private String askedTheSame() {
        HttpResponse<String> answer = chat(Map.of("num_predict", 3, "temperature", 0));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("X-Parley-Cache").orElse("none");
    }

    private HttpResponse<String> chat(Map<String, Object> options) {
        Map<String, Object> body = Map.of(
                "model",
                model,
                "stream",
                false,
                "options",
                options,
                "messages",
                List.of(Map.of("role", "user", "content", "Hello")));
        return gateway.post("/api/chat", body);
    }

    private Map<String, Object> twoAgents(String subject, int rounds) {
        return Gateway.conversation(
                subject, rounds, List.of(Gateway.agent("generator", model), Gateway.agent("critic", model)));
    }
}
