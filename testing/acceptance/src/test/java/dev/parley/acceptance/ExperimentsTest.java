package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.SharedStack;
import dev.parley.acceptance.stack.SimulatedNodeControl;
import dev.parley.acceptance.stack.Stack;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A name that stands for two models at two nodes. */
@ExtendWith(SharedStack.class)
@Execution(ExecutionMode.SAME_THREAD)
class ExperimentsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OLD = "variant-old:latest";
    private static final String NEW = "variant-new:latest";
    private static final int CONVERSATIONS = 12;

    private Stack stack;
    private Gateway gateway;
    private List<SimulatedNodeControl> nodes;

    @BeforeEach
    void two_nodes_with_a_model_each(Stack stack) {
        this.stack = stack;
        gateway = stack.gateway();
        nodes = stack.nodes().subList(0, 2);
        nodes.get(0).install(OLD);
        nodes.get(1).install(NEW);
        nodes.forEach(node -> node.settings(Map.of("tokens_per_second", 2_000)));
        await().atMost(PATIENCE).until(() -> tags().containsAll(Set.of(OLD, NEW)));
    }

    @AfterEach
    void as_before() {
        assertThat(put().statusCode()).isEqualTo(200);
        nodes.forEach(SimulatedNodeControl::asBefore);
    }

    @Test
    void conversations_keep_their_variant_through_changes_and_a_restart_as_far_as_weights_allow() {
        put(variant(OLD, 1), variant(NEW, 1));
        List<String> before = answers();

        List<String> again = answers();
        put(variant(OLD, 1), variant(NEW, 3));
        List<String> after = answers();
        stack.kill(stack.pid("router"));
        stack.up();
        List<String> restarted = answers();

        assertThat(before).contains(OLD, NEW);
        assertThat(again).isEqualTo(before);
        assertThat(moved(before, after)).allMatch(move -> move.endsWith(NEW));
        assertThat(restarted).isEqualTo(after);
        JsonNode alias = gateway.read("/api/experiments").at("/aliases/0");
        assertThat(Json.texts(alias.path("variants"), "model")).containsExactly(OLD, NEW);
        assertThat(alias.at("/variants/0/requests").asInt()
                        + alias.at("/variants/1/requests").asInt())
                .isEqualTo(CONVERSATIONS);
    }

    @Test
    void a_change_holds_at_once_and_whoever_made_it_is_known() {
        put(variant(OLD, 1));
        assertThat(answers()).containsOnly(OLD);

        put(variant(NEW, 1));

        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(answer("c-1").headers().firstValue("X-Parley-Model"))
                        .hasValue(NEW));
        assertThat(tags()).contains("fast:latest");
        assertThat(gateway.read("/api/audit?limit=1").at("/entries/0/action").asText())
                .isEqualTo("experiments.set");
    }

    private List<String> answers() {
        return IntStream.range(0, CONVERSATIONS)
                .mapToObj(i -> answer("c-" + i))
                .map(answer -> answer.headers().firstValue("X-Parley-Model").orElseThrow())
                .toList();
    }

    private HttpResponse<String> answer(String conversation) {
        HttpResponse<String> answer = gateway.post(
                "/api/chat",
                Map.of(
                        "model",
                        "fast",
                        "stream",
                        false,
                        "messages",
                        List.of(Map.of("role", "user", "content", "Hello"))),
                "X-Parley-Conversation",
                conversation);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static List<String> moved(List<String> before, List<String> after) {
        return IntStream.range(0, CONVERSATIONS)
                .filter(i -> !before.get(i).equals(after.get(i)))
                .mapToObj(i -> before.get(i) + " to " + after.get(i))
                .toList();
    }

    private Set<String> tags() {
        return Set.copyOf(Json.texts(gateway.read("/api/tags").path("models"), "name"));
    }

    private static Map<String, Object> variant(String model, int weight) {
        return Map.of("model", model, "weight", weight);
    }

    /** Nothing for no alias. */
    @SafeVarargs
    private HttpResponse<String> put(Map<String, Object>... variants) {
        List<Map<String, Object>> aliases =
                variants.length == 0 ? List.of() : List.of(Map.of("name", "fast", "variants", List.of(variants)));
        HttpResponse<String> done = gateway.put("/api/experiments", Map.of("aliases", aliases));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        return done;
    }
}
