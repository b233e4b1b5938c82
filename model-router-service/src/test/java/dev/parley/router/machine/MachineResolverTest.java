package dev.parley.router.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.MachineTarget;
import dev.parley.protocol.node.ResolvedMachine;
import dev.parley.router.alias.AliasesInMemory;
import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.TaskTypes;
import dev.parley.router.node.CircuitState;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.Probing;
import dev.parley.router.node.Views;
import dev.parley.router.selection.Choice;
import dev.parley.router.selection.NodeSelection;
import dev.parley.router.selection.Prospecting;
import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Addresses in 10.0.0.0/24 are allowed, two at a time; nodes answer at some of them and have llama3.2. */
class MachineResolverTest {

    private static final Duration EXPIRY = Duration.ofHours(1);

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final NodeDirectory nodes = new NodeDirectory(
            clock,
            new Liveness(3, Duration.ofSeconds(10)),
            new CircuitState.Limits(3, Duration.ofSeconds(15), Duration.ofMinutes(2)));
    private final Set<String> answering = new HashSet<>(Set.of("10.0.0.1", "10.0.0.2", "10.0.0.3"));
    private final Deque<Runnable> soon = new ArrayDeque<>();
    private final Probing probing = new Probing(
            nodes,
            node -> CompletableFuture.completedFuture(
                    answering.contains(node.url().getHost()) ? Views.has(Views.hosted("llama3.2")) : Views.nothing()),
            (delay, action) -> soon.add(action),
            new Probing.Rhythm(Duration.ofSeconds(2), 0, Duration.ofSeconds(1)),
            clock,
            new SplittableRandom(1));
    private final PassingNodes passing = new PassingNodes(
            nodes, id -> 0, new PassingNodes.Terms(List.of(AddressRange.parse("10.0.0.0/24")), 2, EXPIRY, 1), clock);
    private final NamedNodes named = new NamedNodes(nodes, passing, probing);
    private final MachineResolver machines = new MachineResolver(
            nodes,
            named,
            passing,
            probing,
            new Choice(
                    nodes,
                    NodeSelection.healthyFirst(),
                    Prospecting.begun(clock).prospects(),
                    id -> 0,
                    clock),
            TaskTypes.with(Map.of()),
            AliasesInMemory.none());

    @Test
    void an_address_where_nothing_answers_is_refused_and_forgotten() {
        ResolvedMachine refused = resolve("10.0.0.99", "auto");

        assertThat(refused.refused()).isEqualTo("no-node");
        assertThat(nodes.all()).isEmpty();
    }

    @Test
    void an_address_whose_node_lacks_the_model_is_refused_and_forgotten() {
        ResolvedMachine refused = resolve("10.0.0.1", "qwen3:8b");

        assertThat(refused.refused()).isEqualTo("model-unknown");
        assertThat(nodes.all()).isEmpty();
    }

    @Test
    void mistyped_addresses_do_not_keep_others_out() {
        for (int i = 100; i < 140; i++) {
            resolve("10.0.0." + i, "llama3.2");
        }

        assertThat(resolve("10.0.0.1:11434", "llama3.2").node()).isEqualTo("at-10-0-0-1-11434");
    }

    @Test
    void one_that_was_of_use_stays_when_it_lacks_another_model_or_is_away() {
        resolve("10.0.0.1", "llama3.2");

        resolve("10.0.0.1", "qwen3:8b");
        answering.clear();
        ResolvedMachine whileAway = resolve("10.0.0.1", "llama3.2");

        assertThat(whileAway.node()).isEqualTo("at-10-0-0-1-11434");
    }

    @Test
    void no_more_than_may_be_are_taken_in_and_the_next_is_told_to_come_later() {
        resolve("10.0.0.1", "llama3.2");
        resolve("10.0.0.2", "llama3.2");

        ResolvedMachine third = resolve("10.0.0.3", "llama3.2");
        clock.advance(EXPIRY);
        ResolvedMachine later = resolve("10.0.0.3", "llama3.2");

        assertThat(third.refused()).isEqualTo("at-capacity");
        assertThat(later.node()).isEqualTo("at-10-0-0-3-11434");
    }

    @Test
    void one_that_was_forgotten_is_found_again_by_its_name() {
        Passage again = find("at-10-0-0-2-8000");
        Passage elsewhere = find("at-10-0-1-2-8000");
        Passage none = find("at-10-0-0-02-8000");
        Passage silent = find("at-10-0-0-77-8000");

        assertThat(again).isEqualTo(new Passage.Granted(new NodeId("at-10-0-0-2-8000")));
        assertThat(nodes.find(new NodeId("at-10-0-0-2-8000"))
                        .orElseThrow()
                        .node()
                        .url())
                .hasToString("http://10.0.0.2:8000");
        assertThat(elsewhere).hasToString("Refused[why=NODE_UNKNOWN]");
        assertThat(none).hasToString("Refused[why=NODE_UNKNOWN]");
        assertThat(silent).hasToString("Refused[why=NO_NODE]");
    }

    @Test
    void a_machine_by_the_name_of_a_forgotten_address_is_resolved() {
        ResolvedMachine machine = resolve(new MachineTarget(null, "at-10-0-0-2-8000", "llama3.2"));

        assertThat(machine.node()).isEqualTo("at-10-0-0-2-8000");
        assertThat(machine.refused()).isNull();
    }

    private Passage find(String name) {
        return named.find(name, "local").toCompletableFuture().join();
    }

    private ResolvedMachine resolve(String address, String model) {
        return resolve(new MachineTarget(address, null, model));
    }

    /** What is to be done soon is done while this waits. */
    private ResolvedMachine resolve(MachineTarget target) {
        CompletableFuture<ResolvedMachine> resolved =
                machines.resolve(target, "local", AllowedModels.ALL).toCompletableFuture();
        while (!resolved.isDone()) {
            soon.remove().run();
        }
        return resolved.join();
    }
}
