package dev.parley.router.node;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.model.Capability;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * A place where models run, as it was described.
 *
 * @param url scheme, host and port; only a tunnelled node's has a path, which is put before every path asked of it; never
 *     shown to callers
 * @param model what it is meant to serve where a request leaves the model to us; spelled as given
 * @param capabilities what it is good at, in the operator's words
 * @param maxConcurrent how many requests it may be given at once, all models together
 * @param maxPerModel of one model
 * @param origin who described it, and so who may change it
 * @param reach whom it serves
 * @param key what it wants to hear before it answers
 */
public record Node(
        NodeId id,
        URI url,
        NodeKind kind,
        Optional<String> model,
        Set<Capability> capabilities,
        int maxConcurrent,
        int maxPerModel,
        NodeOrigin origin,
        Reach reach,
        Optional<NodeKey> key) {

    public Node {
        capabilities = Set.copyOf(capabilities);
    }

    /** One that answers to whoever asks. */
    public Node(
            NodeId id,
            URI url,
            NodeKind kind,
            Optional<String> model,
            Set<Capability> capabilities,
            int maxConcurrent,
            int maxPerModel,
            NodeOrigin origin,
            Reach reach) {
        this(id, url, kind, model, capabilities, maxConcurrent, maxPerModel, origin, reach, Optional.empty());
    }

    /** Whether it came with a request's address and goes when nobody uses it. */
    public boolean passing() {
        return origin == NodeOrigin.PASSING;
    }

    /** Whether its address is its own and known beforehand: many tunnels end at one door. */
    public boolean hasOwnAddress() {
        return origin != NodeOrigin.TUNNEL && origin != NodeOrigin.PASSING;
    }

    /** Whether it has a say in what a model's name stands for: nodes that callers or tenants bring have none. */
    public boolean decides() {
        return origin != NodeOrigin.TUNNEL && origin != NodeOrigin.PASSING;
    }
}
