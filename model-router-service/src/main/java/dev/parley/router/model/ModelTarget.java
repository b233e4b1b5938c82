package dev.parley.router.model;

import java.util.List;
import java.util.Optional;

/** What a request's {@code model} asks for. */
public sealed interface ModelTarget {

    /** Left to the router: what is general. */
    String AUTO = "auto";

    /** Left to the router by task: {@code task:<type>}. */
    String TASK_PREFIX = "task:";

    /** The caller's spelling. */
    String written();

    /** A certain model. */
    record Named(String written, ModelName name) implements ModelTarget {}

    /**
     * Any model of a node that is good at something.
     *
     * @param wanted best first; a node with none of them is the last resort
     */
    record ByCapability(String written, List<Capability> wanted) implements ModelTarget {}

    /** Reads a request's {@code model}; empty if it is neither a valid name nor a known task type. */
    static Optional<ModelTarget> parse(String written, TaskTypes types) {
        if (written.equalsIgnoreCase(AUTO)) {
            return Optional.of(new ByCapability(written, List.of(Capability.GENERAL)));
        }
        if (written.regionMatches(true, 0, TASK_PREFIX, 0, TASK_PREFIX.length())) {
            return types.wanted(written.substring(TASK_PREFIX.length()))
                    .map(wanted -> new ByCapability(written, wanted));
        }
        return ModelName.parse(written).map(name -> new Named(written, name));
    }
}
