package dev.parley.orchestrator.model;

import dev.parley.protocol.caller.Caller;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How much models were made for. */
public interface ContextLengths {

    /**
     * The longest context of a model in tokens, prompt and answer together; empty if nobody can tell. Never fails, and is
     * remembered for a while.
     *
     * @param node the only one that may be asked; null for any
     */
    Uni<Optional<Integer>> longest(Caller caller, String model, @Nullable String node);
}
