package dev.parley.router.node;

import dev.parley.protocol.node.NodeKind;
import dev.parley.router.model.Capability;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * A place where models run, as an operator described it.
 *
 * @param url without a path; never shown to callers
 * @param model what it is meant to serve where a request leaves the model to us; spelled as given
 * @param capabilities what it is good at, in the operator's words
 * @param maxConcurrent how many requests it may be given at once, all models together
 * @param maxPerModel of one model
 * @param passing whether it came with a request's address and goes when nobody uses it
 */
public record Node(
        NodeId id,
        URI url,
        NodeKind kind,
        Optional<String> model,
        Set<Capability> capabilities,
        int maxConcurrent,
        int maxPerModel,
        boolean passing) {

    public Node {
        capabilities = Set.copyOf(capabilities);
    }
}
