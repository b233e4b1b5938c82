package dev.parley.router.selection;

import static dev.parley.router.node.Views.digested;
import static dev.parley.router.node.Views.has;
import static dev.parley.router.node.Views.hosted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.model.TaskTypes;
import dev.parley.router.node.CircuitState;
import dev.parley.router.node.HostedModel;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.Reach;
import dev.parley.router.node.Views;
import dev.parley.testkit.time.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nodes that a tenant brings, and nodes that know their own spelling only. */
class TenantsNodesTest {

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final NodeDirectory nodes = new NodeDirectory(
            clock,
            new Liveness(3, Duration.ofSeconds(10)),
            new CircuitState.Limits(1, Duration.ofSeconds(15), Duration.ofMinutes(2)));
    private final Choice choice = new Choice(
            nodes, NodeSelection.healthyFirst(), Prospecting.begun(clock).prospects(), id -> 0, clock);

    @Test
    void a_tenants_node_is_there_for_its_tenant_only() {
        tunnel("gpu", Reach.of("acme", false, AllowedModels.ALL), hosted("phi4"));

        assertThat(names("phi4", "acme")).containsExactly("gpu");
        assertThat(names("phi4", "umbrella")).isEmpty();
        assertThat(choice.isKnown(demand("phi4", "umbrella"))).isFalse();
    }

    @Test
    void a_shared_node_is_there_for_everybody() {
        tunnel("gpu", Reach.of("acme", true, AllowedModels.ALL), hosted("phi4"));

        assertThat(names("phi4", "umbrella")).containsExactly("gpu");
    }

    @Test
    void of_a_tenants_node_only_what_its_token_names_is_used() {
        tunnel("gpu", Reach.of("acme", false, AllowedModels.of(List.of("phi4"))), hosted("phi4"), hosted("llama3.2"));

        assertThat(names("phi4", "acme")).containsExactly("gpu");
        assertThat(names("llama3.2", "acme")).isEmpty();
        assertThat(names("auto", "acme")).containsExactly("gpu");
    }

    @Test
    void tenants_nodes_never_decide_what_a_name_stands_for_though_they_are_many_and_new() {
        nodes.join(Views.node("ours", 2));
        nodes.probed(new NodeId("ours"), has(digested("llama3.2", "ours", "2026-11-01T00:00:00Z")));
        tunnel(
                "one",
                Reach.of("acme", true, AllowedModels.ALL),
                digested("llama3.2", "theirs", "2026-11-19T00:00:00Z"));
        tunnel(
                "two",
                Reach.of("acme", true, AllowedModels.ALL),
                digested("llama3.2", "theirs", "2026-11-19T00:00:00Z"));

        assertThat(names("llama3.2", "acme")).containsExactly("ours");
        assertThat(names("llama3.2", "umbrella")).containsExactly("ours");
    }

    @Test
    void what_other_tenants_nodes_have_does_not_count() {
        tunnel("acmes", Reach.of("acme", false, AllowedModels.ALL), digested("phi4", "x", "2026-11-01T00:00:00Z"));
        tunnel("one", Reach.of("umbrella", false, AllowedModels.ALL), digested("phi4", "y", "2026-11-19T00:00:00Z"));
        tunnel("two", Reach.of("umbrella", false, AllowedModels.ALL), digested("phi4", "y", "2026-11-19T00:00:00Z"));

        assertThat(names("phi4", "acme")).containsExactly("acmes");
        assertThat(names("phi4", "umbrella")).containsExactly("one", "two");
    }

    @Test
    void a_node_that_knows_its_own_spelling_only_is_asked_in_it() {
        HostedModel model = new HostedModel(
                Views.model("meta-llama/llama-3.1-8b"), "meta-llama/Llama-3.1-8B", null, null, Set.of(), "{}");
        join("vllm", NodeKind.OPENAI, NodeOrigin.CONFIGURATION, Reach.ALL, model);

        Demand demand = new Demand(
                target("META-LLAMA/llama-3.1-8b:latest"),
                Demand.Work.COMPLETE,
                false,
                Optional.empty(),
                "local",
                AllowedModels.ALL);

        assertThat(choice.candidates(demand, Set.of()))
                .extracting(Candidate::spelled)
                .containsExactly("meta-llama/Llama-3.1-8B");
    }

    private void tunnel(String name, Reach reach, HostedModel... models) {
        join(name, NodeKind.OLLAMA, NodeOrigin.TUNNEL, reach, models);
    }

    private void join(String name, NodeKind kind, NodeOrigin origin, Reach reach, HostedModel... models) {
        NodeId id = new NodeId(name);
        nodes.join(new Node(
                id, URI.create("http://" + name + ".test:1"), kind, Optional.empty(), Set.of(), 2, 2, origin, reach));
        nodes.probed(id, has(models));
    }

    private List<String> names(String model, String tenant) {
        return choice.candidates(demand(model, tenant), Set.of()).stream()
                .map(candidate -> candidate.node().id().value())
                .sorted()
                .toList();
    }

    private static Demand demand(String model, String tenant) {
        return new Demand(target(model), Demand.Work.COMPLETE, true, Optional.empty(), tenant, AllowedModels.ALL);
    }

    private static ModelTarget target(String model) {
        return ModelTarget.parse(model, TaskTypes.with(Map.of())).orElseThrow();
    }
}
