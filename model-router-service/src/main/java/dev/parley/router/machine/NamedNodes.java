package dev.parley.router.machine;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
import dev.parley.router.node.Probing;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds the node that a caller names. One that came by its address may have been forgotten since, by its expiry or by a
 * restart of this router: its name tells the address, and it is taken in again.
 */
public final class NamedNodes {

    private final NodeDirectory nodes;
    private final PassingNodes passing;
    private final Probing probing;

    public NamedNodes(NodeDirectory nodes, PassingNodes passing, Probing probing) {
        this.nodes = nodes;
        this.passing = passing;
        this.probing = probing;
    }

    /** The node of this name that is there for a tenant. Completes at once for a node that is known, else after one look at it, on any thread. */
    public CompletionStage<Passage> find(String name, String tenant) {
        Optional<NodeId> id = NodeId.parse(name);
        if (id.isEmpty()) {
            return told(new Passage.Refused(ProblemCode.NODE_UNKNOWN));
        }
        Optional<NodeView> known = nodes.find(id.get());
        if (known.isPresent()) {
            if (!known.get().node().reach().serves(tenant)) {
                return told(new Passage.Refused(ProblemCode.NODE_UNKNOWN));
            }
            passing.touch(id.get());
            return told(new Passage.Granted(id.get()));
        }
        return PassingAddress.of(id.get())
                .map(this::again)
                .orElseGet(() -> told(new Passage.Refused(ProblemCode.NODE_UNKNOWN)));
    }

    /** The node at this address, after a look at it. It must still be {@link PassingNodes#keep kept} or dismissed. */
    CompletionStage<Passage> visit(PassingAddress address) {
        Passage passage = passing.at(address);
        if (!(passage instanceof Passage.Granted granted)) {
            return told(passage);
        }
        NodeId id = granted.node();
        return probing.watch(id).thenApply(looked -> {
            if (nodes.find(id).map(NodeView::takesWork).orElse(false)) {
                return granted;
            }
            passing.dismiss(id);
            return nodes.find(id).isPresent() ? granted : new Passage.Refused(ProblemCode.NO_NODE);
        });
    }

    private CompletionStage<Passage> again(PassingAddress address) {
        return visit(address).thenApply(passage -> {
            if (passage instanceof Passage.Granted granted) {
                passing.keep(granted.node());
                return granted;
            }
            boolean notAllowedAnyMore = ((Passage.Refused) passage).why() == ProblemCode.ADDRESS_NOT_ALLOWED;
            return notAllowedAnyMore ? new Passage.Refused(ProblemCode.NODE_UNKNOWN) : passage;
        });
    }

    private static CompletionStage<Passage> told(Passage passage) {
        return CompletableFuture.completedFuture(passage);
    }
}
