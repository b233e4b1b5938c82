package dev.parley.router.selection;

import dev.parley.router.capacity.ConcurrencyLimit;
import dev.parley.router.capacity.Place;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeView;

/**
 * A node that could take a request, with the model it would run.
 *
 * @param spelled the model as the node must be asked for it
 * @param running requests of this router on it
 */
public record Candidate(NodeView node, ModelName model, String spelled, int running) {

    /** Whether the model is in its memory. */
    public boolean isWarm() {
        return node.isWarm(model);
    }

    /** How full it is, 0 to 1. */
    double load() {
        return (double) running / node.node().maxConcurrent();
    }

    /** The same for the door. */
    public Place place() {
        ConcurrencyLimit limit =
                new ConcurrencyLimit(node.node().maxConcurrent(), node.node().maxPerModel());
        return new Place(node.id(), model, limit);
    }
}
