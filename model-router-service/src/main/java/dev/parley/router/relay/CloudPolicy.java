package dev.parley.router.relay;

import dev.parley.router.model.ModelTarget;
import dev.parley.router.node.NodeId;
import dev.parley.router.selection.Demand;
import java.util.Set;

/**
 * Whether models that a remote service answers for are relayed, and by which nodes.
 *
 * @param allowed false refuses them all
 * @param nodes whose sign-in is used; empty for every node that lists the model
 */
public record CloudPolicy(boolean allowed, Set<NodeId> nodes) {

    public CloudPolicy {
        nodes = Set.copyOf(nodes);
    }

    /** Whether a demand is for such a model. */
    static boolean concerns(Demand demand) {
        return demand.target() instanceof ModelTarget.Named named
                && named.name().isCloud();
    }

    /** Whether every node may be used. */
    boolean isUnlimited() {
        return nodes.isEmpty();
    }

    boolean admits(NodeId node) {
        return nodes.isEmpty() || nodes.contains(node);
    }
}
