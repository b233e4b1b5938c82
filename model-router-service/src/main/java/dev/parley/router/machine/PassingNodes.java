package dev.parley.router.machine;

import dev.parley.protocol.node.NodeKind;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Nodes that came with a request's address: a bounded number, gone when nobody has used them for a while. */
public final class PassingNodes {

    private final NodeDirectory nodes;
    private final ToIntFunction<NodeId> running;
    private final Terms terms;
    private final Clock clock;
    private final Map<NodeId, Instant> lastUse = new HashMap<>();

    /**
     * What they are given.
     *
     * @param limit how many there may be
     * @param expiry how long one stays unused
     * @param maxConcurrent the cap of each
     */
    public record Terms(int limit, Duration expiry, int maxConcurrent) {}

    public PassingNodes(NodeDirectory nodes, ToIntFunction<NodeId> running, Terms terms, Clock clock) {
        this.nodes = nodes;
        this.running = running;
        this.terms = terms;
        this.clock = clock;
    }

    /** The node at an address that is allowed; empty if there are as many as may be. */
    public synchronized Optional<NodeId> at(String literal, int port) {
        NodeId id = new NodeId("at-" + literal.replace('.', '-') + "-" + port);
        if (nodes.find(id).isEmpty()) {
            expire();
            if (lastUse.size() >= terms.limit()) {
                return Optional.empty();
            }
            nodes.join(node(id, URI.create("http://" + literal + ":" + port)));
        }
        lastUse.put(id, clock.instant());
        return Optional.of(id);
    }

    /** Lets those go that nobody uses. Called regularly. */
    public synchronized void expire() {
        Instant now = clock.instant();
        List<NodeId> passing = nodes.all().stream()
                .filter(view -> view.node().passing())
                .map(NodeView::id)
                .toList();
        for (NodeId id : passing) {
            if (running.applyAsInt(id) > 0) {
                lastUse.put(id, now);
            } else if (!now.isBefore(lastUse.getOrDefault(id, now).plus(terms.expiry()))) {
                nodes.leave(id);
                lastUse.remove(id);
            }
        }
    }

    private Node node(NodeId id, URI url) {
        return new Node(
                id,
                url,
                NodeKind.OLLAMA,
                Optional.empty(),
                Set.of(),
                terms.maxConcurrent(),
                terms.maxConcurrent(),
                true);
    }
}
