package dev.parley.router.placement;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Takes models into memories because somebody said so. */
public final class ModelLoads {

    private final NodeDirectory nodes;
    private final Errands errands;
    private final Supplier<Predicate<ModelName>> awaited;

    /**
     * What is asked for.
     *
     * @param written as nodes are asked for it
     * @param only on these nodes; chosen if empty
     * @param pull whether nodes that lack it fetch it first
     */
    public record Wanted(ModelName model, String written, int copies, List<NodeId> only, boolean pull) {

        public Wanted {
            only = List.copyOf(only);
        }
    }

    /** Whether it began. */
    public sealed interface Answer {

        /** It goes on by itself. */
        record Begun(Undertaking undertaking) implements Answer {}

        /** Nothing began. */
        record Refused(ProblemCode code, String why) implements Answer {}
    }

    /** @param awaited whether requests wait for a model, as of now */
    public ModelLoads(NodeDirectory nodes, Errands errands, Supplier<Predicate<ModelName>> awaited) {
        this.nodes = nodes;
        this.errands = errands;
        this.awaited = awaited;
    }

    /** Begins, if as many nodes as are wanted can take it. */
    public Answer begin(Wanted wanted) {
        Suitability suitability = new Suitability(wanted.model(), nodes.all(), awaited.get());
        List<NodeView> having = suitability.having();
        for (NodeId id : wanted.only()) {
            if (nodes.find(id).filter(Suitability::isEligible).isEmpty()) {
                return new Answer.Refused(
                        ProblemCode.NODE_UNKNOWN,
                        "nodes: " + id + " (expected: a node that loads models and takes work)");
            }
        }
        if (!wanted.pull() && having.isEmpty()) {
            return new Answer.Refused(
                    ProblemCode.MODEL_UNKNOWN, "no node has " + wanted.model() + ", and none may pull it");
        }
        List<NodeView> able = suitability.eligible().stream()
                .filter(node -> wanted.only().isEmpty() || wanted.only().contains(node.id()))
                .filter(node -> wanted.pull() || having.contains(node))
                .toList();
        List<NodeView> free = able.stream().filter(suitability::mayLoad).toList();
        if (free.size() < wanted.copies()) {
            return tooFew(wanted, able, free);
        }
        List<Undertaking.Part> parts = new ArrayList<>();
        free.stream().limit(wanted.copies()).forEach(node -> parts.add(part(wanted, node, having.contains(node))));
        return new Answer.Begun(new Undertaking(parts));
    }

    private static Answer tooFew(Wanted wanted, List<NodeView> able, List<NodeView> free) {
        return able.size() < wanted.copies()
                ? new Answer.Refused(
                        ProblemCode.NO_NODE, able.size() + " nodes could load it (wanted: " + wanted.copies() + ")")
                : new Answer.Refused(
                        ProblemCode.ALL_NODES_BUSY,
                        free.size()
                                + " nodes could load it without putting out a model that requests wait for (wanted: "
                                + wanted.copies() + ")");
    }

    private Undertaking.Part part(Wanted wanted, NodeView node, boolean has) {
        Errand first = send(wanted, node, has ? Errand.Kind.LOAD : Errand.Kind.PULL);
        Undertaking.Part part = new Undertaking.Part(first);
        if (has) {
            first.outcome().thenAccept(part::ends);
            return part;
        }
        first.outcome().thenAccept(pulled -> {
            if (pulled instanceof Outcome.Done) {
                Errand load = send(wanted, node, Errand.Kind.LOAD);
                part.goesOn(load);
                load.outcome().thenAccept(part::ends);
            } else {
                part.ends(pulled);
            }
        });
        return part;
    }

    private Errand send(Wanted wanted, NodeView node, Errand.Kind kind) {
        return errands.send(
                node.node(),
                kind,
                wanted.model(),
                wanted.written(),
                () -> kind == Errand.Kind.PULL || mayLoad(wanted.model(), node.id()));
    }

    private boolean mayLoad(ModelName model, NodeId id) {
        Optional<NodeView> now = nodes.find(id);
        return now.filter(new Suitability(model, nodes.all(), awaited.get())::mayLoad)
                .isPresent();
    }
}
