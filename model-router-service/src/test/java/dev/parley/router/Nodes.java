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
}
