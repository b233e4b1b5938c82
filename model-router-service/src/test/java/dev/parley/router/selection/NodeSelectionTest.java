package dev.parley.router.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.node.CircuitState;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.Views;
import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NodeSelectionTest {

    private final NodeDirectory nodes = new NodeDirectory(
            SettableClock.at("2026-11-20T08:00:00Z"),
            new Liveness(3, Duration.ofSeconds(10)),
            new CircuitState.Limits(3, Duration.ofSeconds(15), Duration.ofMinutes(2)));

    @Test
    void a_fuller_node_comes_later_whatever_its_size() {
        List<Candidate> candidates = List.of(candidate("small", 2, 1), candidate("large", 8, 2));

        assertThat(names(NodeSelection.leastBusy().order(candidates))).containsExactly("large", "small");
    }

    @Test
    void chance_only_breaks_ties() {
        List<Candidate> candidates = List.of(candidate("a", 2, 0), candidate("b", 2, 0), candidate("busy", 2, 2));
        NodeSelection selection = NodeSelection.leastBusy().then(NodeSelection.anyOrder(new SplittableRandom(3)));
        Set<String> first = new HashSet<>();

        for (int i = 0; i < 50; i++) {
            List<String> order = names(selection.order(candidates));
            first.add(order.get(0));
            assertThat(order.get(2)).isEqualTo("busy");
        }

        assertThat(first).containsExactlyInAnyOrder("a", "b");
    }

    private Candidate candidate(String name, int cap, int running) {
        nodes.join(Views.node(name, cap));
        return new Candidate(nodes.find(new NodeId(name)).orElseThrow(), Views.model("llama3.2"), "llama3.2", running);
    }

    private static List<String> names(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.node().id().value())
                .toList();
    }
}
