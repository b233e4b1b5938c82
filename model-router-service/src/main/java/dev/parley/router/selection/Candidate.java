package dev.parley.router.selection;

import dev.parley.router.capacity.ConcurrencyLimit;
import dev.parley.router.capacity.Place;
import dev.parley.router.capacity.Warmth;
import dev.parley.router.measure.Figures;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeView;
import java.time.Duration;

/**
 * A node that could take a request, with the model it would run.
 *
 * @param spelled the model as the node must be asked for it
 * @param running requests of this router on it
 */
public record Candidate(NodeView node, ModelName model, String spelled, int running, Prospect prospect) {

    /** One of which no more is known. */
    Candidate(NodeView node, ModelName model, String spelled, int running) {
        this(node, model, spelled, running, Prospect.UNKNOWN);
    }

    /** Whether the model is in its memory as the request needs it, and not just being loaded. */
    public boolean isWarm() {
        return prospect.warmth() == Warmth.WARM && !prospect.loading();
    }

    /** How soon the model could begin there; one that is just being loaded as needed costs no other load. */
    public Warmth warmth() {
        return prospect.warmth();
    }

    /** How full it is, 0 to 1. */
    double load() {
        return (double) running / node.node().maxConcurrent();
    }

    /**
     * Seconds until it would be done, more the fuller the node is: what shares a node slows each other down, and several
     * routers must not all run to the same.
     *
     * @param usual seconds for which it takes its place where nothing is known of that
     */
    double seconds(double usual) {
        double service = prospect.service()
                .filter(known -> !isWorthATry())
                .map(Figures.Service::usual)
                .map(Candidate::seconds)
                .orElse(usual);
        return seconds(prospect.start()) + service * (1 + load());
    }

    /** Where it costs nothing, what was learned long ago is put to the test: the best is believed. */
    private boolean isWorthATry() {
        return prospect.untried() && running == 0 && isWarm();
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /** The same for the door. */
    public Place place() {
        ConcurrencyLimit limit =
                new ConcurrencyLimit(node.node().maxConcurrent(), node.node().maxPerModel());
        return new Place(node.id(), model, limit);
    }
}
