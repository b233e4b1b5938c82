package dev.parley.router.selection;

import static dev.parley.router.node.Views.digested;
import static dev.parley.router.node.Views.has;
import static dev.parley.router.node.Views.hasLoaded;
import static dev.parley.router.node.Views.hosted;
import static dev.parley.router.node.Views.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.RouteReport;
import dev.parley.router.measure.Observation;
import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.model.TaskTypes;
import dev.parley.router.node.CircuitState;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.LoadedModel;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.ProbeResult;
import dev.parley.router.node.Views;
import dev.parley.testkit.time.SettableClock;
import dev.parley.transport.relay.record.NodeTimes;
import dev.parley.transport.relay.record.Tally;
import dev.parley.transport.relay.request.RunnerOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceTest {

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final NodeDirectory nodes = new NodeDirectory(
            clock,
            new Liveness(3, Duration.ofSeconds(10)),
            new CircuitState.Limits(1, Duration.ofSeconds(15), Duration.ofMinutes(2)));
    private final Map<NodeId, Integer> running = new HashMap<>();
    private final Prospecting learned = Prospecting.begun(clock);
    private final Choice choice = new Choice(
            nodes,
            NodeSelection.familiarFirst(
                    1.5,
                    NodeSelection.healthyFirst()
                            .then(NodeSelection.roomyFirst())
                            .then(NodeSelection.warmFirst())
                            .then(NodeSelection.soonestFirst())),
            learned.prospects(),
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
    void a_signed_in_node_is_asked_for_remote_models_that_it_does_not_list() {
        add(node("alpha", 2), has(hosted("llama3.2")));
        add(node("signed-in", 2), has(hosted("llama3.2")));
        Choice withSignIn = new Choice(
                nodes,
                NodeSelection.healthyFirst(),
                learned.prospects(),
                id -> 0,
                Set.of(new NodeId("signed-in")),
                clock);

        Demand remote = demand("gpt-oss:120b-cloud");

        assertThat(choice.isKnown(remote)).isFalse();
        assertThat(withSignIn.isKnown(remote)).isTrue();
        assertThat(withSignIn.candidates(remote, Set.of()))
                .extracting(candidate -> candidate.node().id().value())
                .containsExactly("signed-in");
        assertThat(withSignIn.isKnown(demand("nope"))).isFalse();
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
    void who_is_general_answers_for_a_specialist_that_has_failed() {
        add(node("coder", 4, "coding"), has(hosted("qwen3-coder:30b")));
        add(node("allround", 4, "general"), has(hosted("llama3.2")));
        Demand coding = demand("task:code_generation");

        assertThat(names(coding)).containsExactly("coder");
        assertThat(choice.candidates(coding, Set.of(new NodeId("coder"))))
                .extracting(candidate -> candidate.node().id().value())
                .containsExactly("allround");
    }

    @Test
    void of_warm_nodes_the_one_comes_first_where_it_is_done_soonest() {
        add(node("slow", 2), hasLoaded(hosted("llama3.2")));
        add(node("fast", 2), hasLoaded(hosted("llama3.2")));
        answered("slow", 25);
        answered("fast", 100);

        List<String> idle = names(demand("llama3.2"));
        running.put(new NodeId("fast"), 1);

        assertThat(idle).containsExactly("fast", "slow");
        assertThat(names(demand("llama3.2"))).containsExactly("fast", "slow");
    }

    @Test
    void a_node_that_was_slow_long_ago_is_tried_once_where_that_costs_nothing() {
        add(node("slow", 2), hasLoaded(hosted("llama3.2")));
        add(node("fast", 2), hasLoaded(hosted("llama3.2")));
        answered("slow", 25);
        clock.advance(Prospecting.TRUST);
        answered("fast", 100);
        running.put(new NodeId("fast"), 1);

        List<String> afterLong = names(demand("llama3.2"));
        running.put(new NodeId("slow"), 1);
        List<String> whileItIsTried = names(demand("llama3.2"));
        running.remove(new NodeId("slow"));
        learned.measurements().asked(new NodeId("slow"), Views.model("llama3.2"));

        assertThat(afterLong).containsExactly("slow", "fast");
        assertThat(whileItIsTried).containsExactly("fast", "slow");
        assertThat(names(demand("llama3.2"))).containsExactly("fast", "slow");
    }

    @Test
    void of_equally_fast_nodes_the_emptier_comes_first() {
        add(node("one", 2), hasLoaded(hosted("llama3.2")));
        add(node("two", 2), hasLoaded(hosted("llama3.2")));
        answered("one", 52);
        answered("two", 50);

        running.put(new NodeId("one"), 1);

        assertThat(names(demand("llama3.2"))).containsExactly("two", "one");
    }

    @Test
    void a_node_of_which_nothing_is_known_is_tried() {
        add(node("known", 2), hasLoaded(hosted("llama3.2")));
        add(node("new", 2), hasLoaded(hosted("llama3.2")));
        answered("known", 100);

        running.put(new NodeId("known"), 1);

        assertThat(names(demand("llama3.2"))).containsExactly("new", "known");
    }

    @Test
    void a_node_that_would_have_to_load_the_model_anew_comes_before_a_cold_one_unless_others_use_it() {
        add(node("cold", 4), has(hosted("llama3.2")));
        add(node("other", 4), has(hosted("llama3.2")));
        add(node("same", 4), has(hosted("llama3.2")));
        sent("other", context(8_192));
        sent("same", context(16_384));
        List<String> inUse = names(demand("llama3.2").with(context(16_384), 0));

        learned.residents().answered(new NodeId("other"), Views.model("llama3.2"), context(8_192));
        learned.residents().over(new NodeId("other"), Views.model("llama3.2"));

        assertThat(inUse).containsExactly("same", "cold", "other");
        assertThat(names(demand("llama3.2").with(context(16_384), 0))).containsExactly("same", "other", "cold");
    }

    @Test
    void what_belongs_together_stays_on_its_node_unless_that_is_much_fuller() {
        add(node("fast", 2), hasLoaded(hosted("llama3.2")));
        add(node("mine", 2), hasLoaded(hosted("llama3.2")));
        answered("fast", 60);
        answered("mine", 50);
        Demand turn = demand("llama3.2").with(Affinity.ofConversation("default", "c1"));
        learned.affinities().answers(Affinity.ofConversation("default", "c1"), new NodeId("mine"));
        learned.affinities().answers(Affinity.ofConversation("other", "c1"), new NodeId("fast"));
        List<String> idle = names(turn);

        running.put(new NodeId("mine"), 2);

        assertThat(idle).containsExactly("mine", "fast");
        assertThat(names(turn)).containsExactly("fast", "mine");
    }

    @Test
    void a_long_prompt_goes_where_there_is_room_for_it_if_that_is_known() {
        add(node("small", 4), lists("llama3.2", 4_096));
        add(node("large", 4), lists("llama3.2", 32_768));
        running.put(new NodeId("large"), 3);

        assertThat(names(demand("llama3.2").with(RunnerOptions.NONE, 2_000))).containsExactly("small", "large");
        assertThat(names(demand("llama3.2").with(RunnerOptions.NONE, 9_000))).containsExactly("large", "small");
        assertThat(names(demand("llama3.2").with(RunnerOptions.NONE, 90_000))).containsExactly("small", "large");
    }

    @Test
    void every_node_is_told_with_its_reasons() {
        add(node("warm", 2), hasLoaded(hosted("llama3.2")));
        add(node("cold", 2), has(hosted("llama3.2")));
        add(node("other", 2), has(hosted("qwen3:8b")));
        add(node("tried", 2), has(hosted("llama3.2")));
        add(node("odd", 2), has(digested("llama3.2", "another", "2026-11-19T00:00:00Z")));
        add(node("failed", 2), has(hosted("llama3.2")));
        nodes.failed(new NodeId("failed"), Views.model("llama3.2"), 1, "reset");
        answered("warm", 100);

        RouteReport route = choice.explain(demand("llama3.2"), Set.of(new NodeId("tried")));

        assertThat(route.candidates())
                .containsExactly(
                        new RouteReport.Candidate(
                                "warm", "llama3.2:latest", RouteReport.Warmth.WARM, 0, 2, 0, 4_000L, 100.0, false),
                        new RouteReport.Candidate(
                                "cold", "llama3.2:latest", RouteReport.Warmth.COLD, 0, 2, 10_000, null, null, false));
        assertThat(route.rejected())
                .containsExactlyInAnyOrder(
                        new RouteReport.Rejected("other", RouteReport.Obstacle.NO_SUCH_MODEL),
                        new RouteReport.Rejected("tried", RouteReport.Obstacle.TRIED),
                        new RouteReport.Rejected("odd", RouteReport.Obstacle.DIGEST_CONFLICT),
                        new RouteReport.Rejected("failed", RouteReport.Obstacle.CIRCUIT_OPEN));
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
                target("auto"),
                Demand.Work.COMPLETE,
                true,
                Optional.empty(),
                "local",
                AllowedModels.of(List.of("a:*")));

        assertThat(choice.candidates(demand, Set.of()))
                .extracting(Candidate::spelled)
                .containsExactly("a:1b");
    }

    @Test
    void embedding_work_goes_to_a_model_that_embeds() {
        add(node("alpha", 2, "general"), has(hosted("llama3.2", "completion"), hosted("minilm", "embedding")));

        Demand embed =
                new Demand(target("auto"), Demand.Work.EMBED, true, Optional.empty(), "local", AllowedModels.ALL);

        assertThat(choice.candidates(embed, Set.of()))
                .extracting(Candidate::spelled)
                .containsExactly("minilm");
    }

    private void add(Node node, ProbeResult probe) {
        nodes.join(node);
        nodes.probed(node.id(), probe);
    }

    /** With 400 tokens, warm. */
    private void answered(String node, int tokensPerSecond) {
        Duration took = Duration.ofMillis(400_000 / tokensPerSecond);
        NodeTimes times = new NodeTimes(took, Duration.ZERO, Duration.ZERO, took);
        Tally tally = new Tally(400, 9_000, OptionalLong.of(10), OptionalLong.of(400), Optional.of(times));
        learned.measurements()
                .observed(
                        new NodeId(node),
                        Views.model("llama3.2"),
                        Observation.of(tally, Optional.of(Duration.ZERO), took, false, Duration.ZERO));
    }

    private void sent(String node, RunnerOptions options) {
        learned.residents().sent(nodes.find(new NodeId(node)).orElseThrow(), Views.model("llama3.2"), options);
    }

    private static RunnerOptions context(int tokens) {
        return new RunnerOptions(Map.of("num_ctx", String.valueOf(tokens)));
    }

    private static ProbeResult lists(String model, long context) {
        ProbeResult has = has(hosted(model));
        LoadedModel loaded = new LoadedModel(Views.model(model), null, context, "{}");
        return new ProbeResult(
                has.version(), has.models(), Optional.of(Map.of(loaded.name(), loaded)), Optional.empty());
    }

    private List<String> names(Demand demand) {
        return choice.candidates(demand, Set.of()).stream()
                .map(candidate -> candidate.node().id().value())
                .toList();
    }

    private static Demand demand(String model) {
        return new Demand(target(model), Demand.Work.COMPLETE, true, Optional.empty(), "local", AllowedModels.ALL);
    }

    private static Demand pinned(String model, String node) {
        return new Demand(
                target(model), Demand.Work.COMPLETE, true, Optional.of(new NodeId(node)), "local", AllowedModels.ALL);
    }

    private static ModelTarget target(String model) {
        return ModelTarget.parse(model, TaskTypes.with(Map.of())).orElseThrow();
    }
}
