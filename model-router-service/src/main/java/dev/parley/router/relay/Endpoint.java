package dev.parley.router.relay;

import dev.parley.router.selection.Demand;
import dev.parley.transport.relay.record.Surface;

/** A path that is relayed. */
public enum Endpoint {
    CHAT("/api/chat", Surface.NATIVE, Demand.Work.COMPLETE, true),
    GENERATE("/api/generate", Surface.NATIVE, Demand.Work.COMPLETE, true),
    EMBED("/api/embed", Surface.NATIVE, Demand.Work.EMBED, false),
    EMBEDDINGS("/api/embeddings", Surface.NATIVE, Demand.Work.EMBED, false),
    SHOW("/api/show", Surface.NATIVE, Demand.Work.DESCRIBE, false),
    OPENAI_CHAT("/v1/chat/completions", Surface.OPENAI, Demand.Work.COMPLETE, false);

    private final String path;
    private final Surface surface;
    private final Demand.Work work;
    private final boolean streamsUnlessTold;

    Endpoint(String path, Surface surface, Demand.Work work, boolean streamsUnlessTold) {
        this.path = path;
        this.surface = surface;
        this.work = work;
        this.streamsUnlessTold = streamsUnlessTold;
    }

    /** The same here and on the node. */
    public String path() {
        return path;
    }

    /** Whose shapes its answers have. */
    public Surface surface() {
        return surface;
    }

    /** What its models must be able to do. */
    public Demand.Work work() {
        return work;
    }

    /** Whether an answer is streamed when the request does not say. */
    boolean streamsUnlessTold() {
        return streamsUnlessTold;
    }

    /** Whether it makes a node's engine work, and so takes a place. */
    boolean takesPlace() {
        return work != Demand.Work.DESCRIBE;
    }

    /** Whether the old name of the field, {@code name}, is read too. */
    boolean readsName() {
        return this == SHOW;
    }

    /** What a node says when it does not have the model, to the letter. */
    String unknownModel(String written) {
        return work == Demand.Work.EMBED
                ? "model \"" + written + "\" not found, try pulling it first"
                : "model '" + written + "' not found";
    }
}
