package dev.parley.router.placement;

import dev.parley.router.node.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model on its way into the memory of several nodes: errands, one after another on each, and what they come to together.
 * It goes on whether anybody looks or not.
 */
public final class Undertaking {

    private final List<Part> parts;

    Undertaking(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** What one node does for it. */
    static final class Part {

        private final NodeId node;
        private volatile Errand now;
        private volatile Optional<Errand> pull;
        private volatile Optional<Outcome> end = Optional.empty();

        Part(Errand first) {
            this.node = first.node();
            this.now = first;
            this.pull = Optional.of(first).filter(errand -> errand.kind() == Errand.Kind.PULL);
        }

        void goesOn(Errand next) {
            now = next;
        }

        void ends(Outcome outcome) {
            end = Optional.of(outcome);
        }

        private boolean hasPulled() {
            return pull.flatMap(Errand::ended).filter(Outcome.DONE::equals).isPresent();
        }

        private int stage() {
            if (end.isPresent()) {
                return Integer.MAX_VALUE;
            }
            return now.kind() == Errand.Kind.LOAD ? 1 : 0;
        }

        private String failure() {
            Outcome outcome = end.orElse(Outcome.DONE);
            if (outcome instanceof Outcome.Refused refused) {
                return node + ": " + refused.reason();
            }
            return outcome instanceof Outcome.Unreached unreached ? node + ": " + unreached.reason() : "";
        }
    }

    /** Whether every node is done, well or not. */
    public boolean isOver() {
        return parts.stream().allMatch(part -> part.end.isPresent());
    }

    /** The nodes that have it in memory by this. */
    public List<NodeId> done() {
        return parts.stream()
                .filter(part -> part.end.filter(Outcome.DONE::equals).isPresent())
                .map(part -> part.node)
                .toList();
    }

    /** Which nodes failed and why; none for none. */
    public List<String> failures() {
        return parts.stream().map(Part::failure).filter(text -> !text.isEmpty()).toList();
    }

    /** What the slowest node does; empty when all are done. */
    public Optional<String> status() {
        return parts.stream()
                .filter(part -> part.end.isEmpty())
                .min(Comparator.comparingInt(Part::stage))
                .map(part -> part.now.status());
    }

    /** Every layer that nodes fetch, as far as the slowest of them is. One that has not heard of it yet has none of it. */
    public List<Step.Layer> layers() {
        List<Part> pulling = parts.stream()
                .filter(part -> part.pull.isPresent() && part.failure().isEmpty())
                .toList();
        Map<String, Step.Layer> merged = new LinkedHashMap<>();
        pulling.forEach(
                part -> part.pull.orElseThrow().layers().forEach(layer -> merged.putIfAbsent(layer.digest(), layer)));
        List<Step.Layer> slowest = new ArrayList<>();
        merged.values().forEach(layer -> slowest.add(slowest(layer, pulling)));
        return slowest;
    }

    private static Step.Layer slowest(Step.Layer any, List<Part> pulling) {
        long completed = pulling.stream()
                .mapToLong(part -> part.hasPulled() ? any.total() : completed(part, any.digest()))
                .min()
                .orElse(0);
        return new Step.Layer(any.digest(), any.total(), completed);
    }

    private static long completed(Part part, String digest) {
        return part.pull.orElseThrow().layers().stream()
                .filter(layer -> layer.digest().equals(digest))
                .mapToLong(Step.Layer::completed)
                .findFirst()
                .orElse(0);
    }
}
