package dev.parley.router.placement;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.ExposedDigests;
import dev.parley.router.node.HostedModel;
import dev.parley.router.node.NodeState;
import dev.parley.router.node.NodeView;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which nodes a model goes to. Two routers that see the same choose the same, so that they do not put it in different
 * places.
 *
 * @param awaited whether requests wait for a model: what they wait for is not put out of any memory
 */
record Suitability(ModelName model, Collection<NodeView> nodes, Predicate<ModelName> awaited) {

    /** Operators' own nodes that take work and can be told what to load. */
    List<NodeView> eligible() {
        return nodes.stream().filter(Suitability::isEligible).sorted(byRank()).toList();
    }

    /** Those of them that have the model that its name stands for. */
    List<NodeView> having() {
        Optional<String> exposed = ExposedDigests.of(model, nodes);
        return eligible().stream().filter(node -> has(node, exposed)).toList();
    }

    /** Whether the model can be loaded there without putting one out that requests wait for. */
    boolean mayLoad(NodeView node) {
        Set<ModelName> loaded = node.catalogue().loaded().keySet();
        return loaded.contains(model) || loaded.stream().noneMatch(awaited);
    }

    /** What a node has that was not heard from yet is not known. */
    static boolean isEligible(NodeView node) {
        NodeOrigin origin = node.node().origin();
        return node.takesWork()
                && !(node.state() instanceof NodeState.Joining)
                && node.node().kind() == NodeKind.OLLAMA
                && origin != NodeOrigin.TUNNEL
                && origin != NodeOrigin.PASSING;
    }

    private boolean has(NodeView node, Optional<String> exposed) {
        HostedModel listed = node.catalogue().models().get(model);
        return listed != null && ExposedDigests.matches(listed, exposed);
    }

    /** In memory, then on disk, then meant for it; the emptiest memory first; then by chance, but always the same. */
    private Comparator<NodeView> byRank() {
        return Comparator.comparing((NodeView node) -> !node.isWarm(model))
                .thenComparing(node -> !node.catalogue().models().containsKey(model))
                .thenComparing(node -> !isMeant(node))
                .thenComparing(node -> !mayLoad(node))
                .thenComparing(NodeView::isSuspect)
                .thenComparing(node -> node.catalogue().loaded().size())
                .thenComparing(node -> (model.display() + "@" + node.id()).hashCode())
                .thenComparing(NodeView::id);
    }

    private boolean isMeant(NodeView node) {
        return node.node()
                .model()
                .flatMap(ModelName::parse)
                .filter(model::equals)
                .isPresent();
    }
}
