package dev.parley.router;

import dev.parley.simulatednode.SimulatedNode;
import java.util.List;
import java.util.stream.Stream;

/** The simulated nodes behind the router under test. */
public record Nodes(SimulatedNode alpha, SimulatedNode beta, SimulatedNode coder) {

    List<SimulatedNode> all() {
        return Stream.of(alpha, beta, coder).toList();
    }

    SimulatedNode named(String name) {
        return all().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The one of the two equal nodes that is not this one. */
    SimulatedNode twinOf(SimulatedNode node) {
        return node == alpha ? beta : alpha;
    }

    long cancelled(SimulatedNode node) {
        return node.state().count("generations_cancelled");
    }
}
