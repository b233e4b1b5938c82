package dev.parley.router.selection;

import static dev.parley.router.node.Views.digested;
import static dev.parley.router.node.Views.has;
import static dev.parley.router.node.Views.hasLoaded;
import static dev.parley.router.node.Views.hosted;
import static dev.parley.router.node.Views.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.model.TaskTypes;
import dev.parley.router.node.CircuitState;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.ProbeResult;
import dev.parley.router.node.Views;
import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final NodeDirectory nodes = new NodeDirectory(
            clock,
            new Liveness(3, Duration.ofSeconds(10)),
            new CircuitState.Limits(1, Duration.ofSeconds(15), Duration.ofMinutes(2)));
    private final Map<NodeId, Integer> running = new HashMap<>();
    private final Choice choice = new Choice(
            nodes,
            NodeSelection.healthyFirst().then(NodeSelection.warmFirst()).then(NodeSelection.leastBusy()),
            id -> running.getOrDefault(id, 0),
            clock);

    @Test
    void only_nodes_that_have_the_model_are_candidates() {
        add(node("alpha", 2), has(hosted("llama3.2")));
        add(node("beta", 2), has(hosted("qwen3:8b")));

        assertThat(names(demand("LLAMA3.2"))).containsExactly("alpha");
        assertThat(choice.isKnown(demand("nope"))).isFalse();
    }

    @Test
    void warm_comes_before_cold_and_free_before_busy() {
        add(node("cold", 4), has(hosted("llama3.2")));
        add(node("warm-busy", 4), hasLoaded(hosted("llama3.2")));
        add(node("warm-free", 4), hasLoaded(hosted("llama3.2")));
        running.put(new NodeId("warm-busy"), 3);

        assertThat(names(demand("llama3.2"))).containsExactly("warm-free", "warm-busy", "cold");
    }

    @Test
    void a_suspect_node_comes_last_though_it_is_warm() {
        add(node("failed", 4), hasLoaded(hosted("llama3.2"), hosted("other:1b")));
        add(node("cold", 4), has(hosted("llama3.2")));
        nodes.failed(new NodeId("failed"), Views.model("other:1b"), 1, "reset");

        assertThat(names(demand("llama3.2"))).containsExactly("cold", "failed");
    }

    @Test
    void a_lost_node_is_known_but_no_candidate() {
        add(node("alpha", 2), has(hosted("llama3.2")));
        for (int i = 0; i < 3; i++) {
            nodes.probed(new NodeId("alpha"), Views.nothing());
        }

        assertThat(choice.isKnown(demand("llama3.2"))).isTrue();
        assertThat(names(demand("llama3.2"))).isEmpty();
    }

    @Test
    void a_model_whose_circuit_is_open_gets_nothing_there() {
        add(node("alpha", 2), has(hosted("llama3.2"), hosted("qwen3:8b")));

        nodes.failed(new NodeId("alpha"), Views.model("llama3.2"), 1, "reset");

        assertThat(names(demand("llama3.2"))).isEmpty();
        assertThat(names(demand("qwen3:8b"))).containsExactly("alpha");
    }

    @Test
    void nodes_that_were_tried_are_out() {
        add(node("alpha", 2), has(hosted("llama3.2")));
        add(node("beta", 2), has(hosted("llama3.2")));

        List<Candidate> left = choice.candidates(demand("llama3.2"), Set.of(new NodeId("alpha")));

        assertThat(left).extracting(candidate -> candidate.node().id().value()).containsExactly("beta");
    }

    @Test
    void a_digest_that_most_nodes_have_is_the_one_that_counts() {
        add(node("odd", 2), has(digested("llama3.2", "x", "2026-11-19T00:00:00Z")));
        add(node("even", 2), has(digested("llama3.2", "y", "2026-11-01T00:00:00Z")));
        add(node("other", 2), has(digested("llama3.2", "y", "2026-11-01T00:00:00Z")));

        assertThat(names(demand("llama3.2"))).containsExactlyInAnyOrder("even", "other");
    }

    @Test
    void of_equally_many_digests_the_newest_counts() {
        add(node("old", 2), has(digested("llama3.2", "x", "2026-11-01T00:00:00Z")));
        add(node("new", 2), has(digested("llama3.2", "y", "2026-11-19T00:00:00Z")));

        assertThat(names(demand("llama3.2"))).containsExactly("new");
    }

    @Test
    void a_pinned_node_answers_with_its_own_copy() {
        add(node("old", 2), has(digested("llama3.2", "x", "2026-11-01T00:00:00Z")));
        add(node("new", 2), has(digested("llama3.2", "y", "2026-11-19T00:00:00Z")));

        assertThat(names(pinned("llama3.2", "old"))).containsExactly("old");
    }

    @Test
    void a_declared_model_is_known_before_the_node_was_ever_heard() {
        nodes.join(node("alpha", 2, Optional.of("llama3.2")));

        assertThat(choice.isKnown(demand("llama3.2"))).isTrue();
        assertThat(names(demand("llama3.2"))).containsExactly("alpha");
    }

    @Test
    void a_task_goes_to_a_specialist_then_to_a_generalist_then_to_anybody() {
        add(node("anybody", 2), has(hosted("any:1b")));
        List<String> any = names(demand("task:code"));
        add(node("general", 2, "general"), has(hosted("gen:1b")));
        List<String> general = names(demand("task:code"));
        add(node("coder", 2, "coding"), has(hosted("code:1b")));

        assertThat(any).containsExactly("anybody");
        assertThat(general).containsExactly("general");
        assertThat(names(demand("task:code"))).containsExactly("coder");
    }

    @Test
    void a_specialist_that_is_lost_is_stood_in_for() {
        add(node("general", 2, "general"), has(hosted("gen:1b")));
        add(node("coder", 2, "coding"), has(hosted("code:1b")));
        for (int i = 0; i < 3; i++) {
            nodes.probed(new NodeId("coder"), Views.nothing());
        }

        assertThat(names(demand("task:code"))).containsExactly("general");
    }

    @Test
    void left_to_the_router_a_node_runs_what_it_is_meant_to_or_what_is_warm_never_the_cloud() {
        add(node("meant", 2, Optional.of("b:1b"), "general"), has(hosted("a:1b"), hosted("b:1b")));
        add(node("warm", 2, "general"), hasLoaded(hosted("d:1b")));
        nodes.probed(
                new NodeId("warm"),
                new ProbeResult(
                        Optional.empty(),
                        has(hosted("big:cloud"), hosted("c:1b"), hosted("d:1b")).models(),
                        Optional.empty(),
                        Optional.empty()));

        assertThat(choice.candidates(demand("auto"), Set.of()))
                .extracting(Candidate::spelled)
                .containsExactlyInAnyOrder("b:1b", "d:1b");
    }

    @Test
    void left_to_the_router_only_models_that_the_caller_may_use_come_into_question() {
        add(node("meant", 2, Optional.of("b:1b"), "general"), has(hosted("a:1b"), hosted("b:1b")));
        add(node("other", 2, "general"), has(hosted("c:1b")));
        Demand demand = new Demand(
                target("auto"), Demand.Work.COMPLETE, true, Optional.empty(), AllowedModels.of(List.of("a:*")));

        assertThat(choice.candidates(demand, Set.of()))
                .extracting(Candidate::spelled)
                .containsExactly("a:1b");
    }

    @Test
    void embedding_work_goes_to_a_model_that_embeds() {
        add(node("alpha", 2, "general"), has(hosted("llama3.2", "completion"), hosted("minilm", "embedding")));

        Demand embed = new Demand(target("auto"), Demand.Work.EMBED, true, Optional.empty(), AllowedModels.ALL);

        assertThat(choice.candidates(embed, Set.of()))
                .extracting(Candidate::spelled)
                .containsExactly("minilm");
    }

    private void add(Node node, ProbeResult probe) {
        nodes.join(node);
        nodes.probed(node.id(), probe);
    }

    private List<String> names(Demand demand) {
        return choice.candidates(demand, Set.of()).stream()
                .map(candidate -> candidate.node().id().value())
                .toList();
    }

    private static Demand demand(String model) {
        return new Demand(target(model), Demand.Work.COMPLETE, true, Optional.empty(), AllowedModels.ALL);
    }

    private static Demand pinned(String model, String node) {
        return new Demand(target(model), Demand.Work.COMPLETE, true, Optional.of(new NodeId(node)), AllowedModels.ALL);
    }

    private static ModelTarget target(String model) {
        return ModelTarget.parse(model, TaskTypes.with(Map.of())).orElseThrow();
    }
}
