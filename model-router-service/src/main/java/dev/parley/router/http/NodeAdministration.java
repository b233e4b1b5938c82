package dev.parley.router.http;

import dev.parley.protocol.node.NodeOrigin;
import dev.parley.protocol.node.NodeRequest;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.RegistryConfig;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
import dev.parley.router.registry.AddedNode;
import dev.parley.router.registry.Answer;
import dev.parley.router.registry.NodeRegistry;
import dev.parley.router.registry.NodeStore;
import dev.parley.router.registry.RegistryAway;
import dev.parley.router.registry.Tunnel;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Does what is asked of nodes at run time: keeps it, and waits until this router knows it too. */
@Singleton
class NodeAdministration {

    private final NodeStore store;
    private final NodeRegistry registry;
    private final NodeDirectory nodes;
    private final RegistryConfig config;

    NodeAdministration(NodeStore store, NodeRegistry registry, NodeDirectory nodes, RegistryConfig config) {
        this.store = store;
        this.registry = registry;
        this.nodes = nodes;
        this.config = config;
    }

    Uni<NodeId> add(NodeRequest wanted, String by) {
        AddedNode node = new NodeTerms(config.localAddresses()).added(wanted);
        requireFree(node);
        return kept(() -> store.add(node, by))
                .invoke(NodeAdministration::requireDone)
                .replaceWith(node.id());
    }

    Uni<Answer> change(NodeId id, NodeRequest wanted, String by) {
        return reached(store::read)
                .map(all -> all.nodes().stream()
                        .filter(node -> node.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> notAdded(id)))
                .map(known -> new NodeTerms(config.localAddresses()).changed(known, wanted))
                .invoke(this::requireOtherAddress)
                .flatMap(node -> kept(() -> store.change(node, by)))
                .invoke(NodeAdministration::requireDone);
    }

    Uni<Void> remove(NodeId id) {
        return kept(() -> store.remove(id))
                .invoke(answer -> {
                    if (answer == Answer.ABSENT) {
                        throw notAdded(id);
                    }
                })
                .replaceWithVoid();
    }

    Uni<Answer> drain(NodeId id, boolean drained, String by) {
        if (nodes.find(id).isEmpty()) {
            throw NodesResource.unknown();
        }
        return kept(() -> store.drain(id, drained, by));
    }

    Uni<Answer> share(NodeId id, boolean shared, String by) {
        NodeView view = nodes.find(id).orElseThrow(NodesResource::unknown);
        if (view.node().reach().owner().isEmpty()) {
            if (shared) {
                return Uni.createFrom().item(Answer.DONE);
            }
            throw new ProblemException(
                    ProblemCode.INVALID_FIELD,
                    "shared: false (expected: true, the node is no tenant's and serves everybody)",
                    "shared");
        }
        return kept(() -> store.share(id, shared, by));
    }

    /** @param renews whether it was said before */
    Uni<Answer> register(Tunnel tunnel, boolean renews) {
        nodes.find(tunnel.id())
                .filter(view -> view.node().origin() != NodeOrigin.TUNNEL)
                .ifPresent(view -> requireDone(Answer.TAKEN));
        Duration life = config.tunnelLife();
        return kept(() -> renews ? store.renew(tunnel, life) : store.register(tunnel, life))
                .invoke(NodeAdministration::requireDone);
    }

    Uni<Answer> deregister(Tunnel.Gone gone) {
        return kept(() -> store.deregister(gone));
    }

    /** What every router's settings say stands in no database. */
    private void requireFree(AddedNode node) {
        boolean named =
                nodes.find(node.id()).filter(view -> !view.node().passing()).isPresent();
        if (named) {
            requireDone(Answer.TAKEN);
        }
        requireOtherAddress(node);
    }

    private void requireOtherAddress(AddedNode node) {
        boolean taken = nodes.all().stream()
                .filter(view -> !view.node().passing() && !view.id().equals(node.id()))
                .anyMatch(view -> view.node().url().equals(node.url()));
        if (taken) {
            requireDone(Answer.TAKEN);
        }
    }

    private ProblemException notAdded(NodeId id) {
        Optional<NodeView> elsewhere = nodes.find(id);
        return elsewhere
                .map(view -> new ProblemException(
                        ProblemCode.NODE_CONFIGURED,
                        "the node comes from elsewhere: "
                                + view.node().origin().name().toLowerCase(java.util.Locale.ROOT)))
                .orElseGet(NodesResource::unknown);
    }

    private static void requireDone(Answer answer) {
        switch (answer) {
            case DONE -> {}
            case TAKEN -> throw new ProblemException(ProblemCode.NODE_EXISTS, "another node has this name or address");
            case FULL -> throw new ProblemException(ProblemCode.AT_CAPACITY, "there are as many nodes as there may be");
            case ABSENT -> throw NodesResource.unknown();
        }
    }

    /** Kept, and known here. */
    private Uni<Answer> kept(Supplier<CompletionStage<Answer>> change) {
        return reached(change)
                .call(answer -> answer == Answer.DONE
                        ? reached(registry::sync)
                        : Uni.createFrom().voidItem());
    }

    private static <T> Uni<T> reached(Supplier<CompletionStage<T>> work) {
        return Uni.createFrom()
                .completionStage(work)
                .onFailure(RegistryAway.class)
                .transform(away -> new ProblemException(
                        ProblemCode.STORE_UNAVAILABLE, "what is said of nodes cannot be kept now"));
    }
}
