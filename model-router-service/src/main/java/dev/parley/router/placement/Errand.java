package dev.parley.router.placement;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One thing that one node is asked to do with one model, shared by all who want it. Nobody who leaves ends it. */
public final class Errand {

    /** What is asked. */
    public enum Kind {
        /** Fetch it from its registry. */
        PULL,

        /** Take it into memory. */
        LOAD
    }

    private final NodeId node;
    private final ModelName model;
    private final Kind kind;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    /** Guarded by itself; by digest, in the order in which they were first heard of. */
    private final Map<String, Step.Layer> layers = new LinkedHashMap<>();

    private volatile String status;

    Errand(NodeId node, ModelName model, Kind kind) {
        this.node = node;
        this.model = model;
        this.kind = kind;
        this.status = kind == Kind.PULL ? "waiting to pull" : "waiting to load";
    }

    public NodeId node() {
        return node;
    }

    public ModelName model() {
        return model;
    }

    public Kind kind() {
        return kind;
    }

    /** What is being done, in words. */
    public String status() {
        return status;
    }

    /** Its end, on any thread. */
    public CompletionStage<Outcome> outcome() {
        return outcome;
    }

    /** Its end, if it is there. */
    public Optional<Outcome> ended() {
        return Optional.ofNullable(outcome.getNow(null));
    }

    Collection<Step.Layer> layers() {
        synchronized (layers) {
            return List.copyOf(layers.values());
        }
    }

    void told(Step step) {
        status = step.status();
        synchronized (layers) {
            // A node that goes on after a break begins to tell from where it was.
            step.layer()
                    .filter(layer -> layers.size() < MOST_LAYERS || layers.containsKey(layer.digest()))
                    .ifPresent(layer -> layers.put(layer.digest(), layer));
        }
    }

    void began() {
        status = kind == Kind.PULL ? "pulling manifest" : "loading";
    }

    void end(Outcome how) {
        outcome.complete(how);
    }

    /** Models have some ten; a node that tells more is not listened to. */
    private static final int MOST_LAYERS = 256;
}
