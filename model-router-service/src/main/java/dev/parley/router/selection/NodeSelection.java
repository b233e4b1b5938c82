package dev.parley.router.selection;

import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Puts candidates in order, best first. Reads as a sentence: {@code healthyFirst().then(warmFirst()).then(...)}. */
@FunctionalInterface
public interface NodeSelection {

    /** The same candidates, best first; equal ones stay as they came. */
    List<Candidate> order(List<Candidate> candidates);

    /** Orders first by {@code next}, so that this one decides and {@code next} breaks its ties. */
    default NodeSelection then(NodeSelection next) {
        return candidates -> order(next.order(candidates));
    }

    /** Nodes that failed lately come last. */
    static NodeSelection healthyFirst() {
        return by(Comparator.comparing(candidate -> candidate.node().isSuspect()));
    }

    /** Nodes that have the model in memory come first: loading takes longer than any wait for a token. */
    static NodeSelection warmFirst() {
        return by(Comparator.comparing((Candidate candidate) -> candidate.isWarm())
                .reversed());
    }

    /** Nodes with the largest free part come first. */
    static NodeSelection leastBusy() {
        return by(Comparator.comparingDouble(Candidate::load));
    }

    /** By chance: several routers with the same view do not all run to the same node. */
    static NodeSelection anyOrder(RandomGenerator random) {
        return new AnyOrder(random);
    }

    private static NodeSelection by(Comparator<Candidate> comparator) {
        return candidates -> candidates.stream().sorted(comparator).toList();
    }
}
