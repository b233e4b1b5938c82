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
        return candidates -> candidates.size() < 2 ? candidates : order(next.order(candidates));
    }

    /** Nodes that failed lately come last. */
    static NodeSelection healthyFirst() {
        return by(Comparator.comparing(candidate -> candidate.node().isSuspect()));
    }

    /** Where one is known to have room for what is asked, those that are known to have none come last. */
    static NodeSelection roomyFirst() {
        return candidates -> candidates.stream()
                        .anyMatch(candidate -> candidate.prospect().roomy().orElse(false))
                ? by(Comparator.comparing((Candidate candidate) ->
                                !candidate.prospect().roomy().orElse(true)))
                        .order(candidates)
                : candidates;
    }

    /**
     * Nodes that have the model in memory as it is needed come first: loading takes longer than any wait for a token. Then those
     * that have it with other options which nobody uses now: what is read again is still in the system's cache.
     */
    static NodeSelection warmFirst() {
        return by(Comparator.comparingInt(NodeSelection::cost));
    }

    private static int cost(Candidate candidate) {
        return switch (candidate.prospect().warmth()) {
            case WARM -> 0;
            case RELOAD -> candidate.prospect().disturbs() ? 3 : 1;
            case COLD -> 2;
        };
    }

    /** Nodes with the largest free part come first. */
    static NodeSelection leastBusy() {
        return by(Comparator.comparingDouble(Candidate::load));
    }

    /** Nodes where it would be done soonest come first; of one of which nothing is known the best is believed, so that it is tried. */
    static NodeSelection soonestFirst() {
        return SoonestFirst.INSTANCE;
    }

    /** By chance: several routers with the same view do not all run to the same node. */
    static NodeSelection anyOrder(RandomGenerator random) {
        return new AnyOrder(random);
    }

    /**
     * The node that answered last what the request has something in common with comes first, if it is well, has the model in
     * memory, and would not be done much later than the best.
     *
     * @param bound how many times as long it may take
     */
    static NodeSelection familiarFirst(double bound, NodeSelection others) {
        return new FamiliarFirst(bound, others);
    }

    private static NodeSelection by(Comparator<Candidate> comparator) {
        return candidates -> candidates.stream().sorted(comparator).toList();
    }
}
