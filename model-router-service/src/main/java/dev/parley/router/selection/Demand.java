package dev.parley.router.selection;

import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.node.NodeId;
import dev.parley.transport.relay.request.RunnerOptions;
import java.util.Optional;

/**
 * What a request needs of a node.
 *
 * @param ollamaApi whether the node must speak Ollama's own API
 * @param pinned the only node that may answer
 * @param tenant whose request it is: nodes of other tenants are not there for it
 * @param allowed where the router chooses the model, only one of these
 * @param runner what the model must be loaded with
 * @param context tokens for which there should be room, roughly: a power of two, so that few demands differ in it; 0 if any
 *     context will do
 * @param affinity what it has in common with others
 */
public record Demand(
        ModelTarget target,
        Work work,
        boolean ollamaApi,
        Optional<NodeId> pinned,
        String tenant,
        AllowedModels allowed,
        RunnerOptions runner,
        long context,
        Optional<Affinity> affinity) {

    /** Less than any node's context. */
    private static final long ALWAYS_FITS = 2_048;

    /** What the model must be able to do, where the router chooses it. */
    public enum Work {
        /** Continue a text. */
        COMPLETE,

        /** Give vectors. */
        EMBED,

        /** Nothing: it is only asked about. */
        DESCRIBE
    }

    /** Of a request that leaves everything else to the node. */
    public Demand(
            ModelTarget target,
            Work work,
            boolean ollamaApi,
            Optional<NodeId> pinned,
            String tenant,
            AllowedModels allowed) {
        this(target, work, ollamaApi, pinned, tenant, allowed, RunnerOptions.NONE, 0, Optional.empty());
    }

    /** The same of another model. */
    public Demand of(ModelTarget other) {
        return new Demand(other, work, ollamaApi, pinned, tenant, allowed, runner, context, affinity);
    }

    /** The same of a request with these options, of so many tokens. */
    public Demand with(RunnerOptions options, long tokens) {
        long room = tokens <= ALWAYS_FITS ? 0 : Long.highestOneBit(tokens - 1) << 1;
        return new Demand(target, work, ollamaApi, pinned, tenant, allowed, options, room, affinity);
    }

    /** The same with something in common with others. */
    public Demand with(Affinity common) {
        return new Demand(target, work, ollamaApi, pinned, tenant, allowed, runner, context, Optional.of(common));
    }

    /** The same with nothing in common with others: what is offered to it is offered to all that are equal to it then. */
    public Demand alone() {
        return affinity.isEmpty()
                ? this
                : new Demand(target, work, ollamaApi, pinned, tenant, allowed, runner, context, Optional.empty());
    }
}
