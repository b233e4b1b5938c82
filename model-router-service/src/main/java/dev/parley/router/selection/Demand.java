package dev.parley.router.selection;

import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.node.NodeId;
import java.util.Optional;

/**
 * What a request needs of a node.
 *
 * @param ollamaApi whether the node must speak Ollama's own API
 * @param pinned the only node that may answer
 * @param allowed where the router chooses the model, only one of these
 */
public record Demand(ModelTarget target, Work work, boolean ollamaApi, Optional<NodeId> pinned, AllowedModels allowed) {

    /** The same of another model. */
    public Demand of(ModelTarget other) {
        return new Demand(other, work, ollamaApi, pinned, allowed);
    }

    /** What the model must be able to do, where the router chooses it. */
    public enum Work {
        /** Continue a text. */
        COMPLETE,

        /** Give vectors. */
        EMBED,

        /** Nothing: it is only asked about. */
        DESCRIBE
    }
}
