package dev.parley.router.machine;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.Reach;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Nodes that came with a request's address: a bounded number, gone when nobody has used them for a while. One that has not
 * proved to be of use is let go again at once, so that mistyped addresses do not keep others out.
 */
public final class PassingNodes {

    private final NodeDirectory nodes;
    private final ToIntFunction<NodeId> running;
    private final Terms terms;
    private final Clock clock;
    private final Map<NodeId, Stay> stays = new HashMap<>();

    /**
     * What they are given.
     *
     * @param allowed where they may be
     * @param limit how many there may be
     * @param expiry how long one stays unused
     * @param maxConcurrent the cap of each
     */
    public record Terms(List<AddressRange> allowed, int limit, Duration expiry, int maxConcurrent) {}

    /** @param proven whether it was of use once */
    private record Stay(Instant lastUse, boolean proven) {}

    public PassingNodes(NodeDirectory nodes, ToIntFunction<NodeId> running, Terms terms, Clock clock) {
        this.nodes = nodes;
        this.running = running;
        this.terms = terms;
        this.clock = clock;
    }

    /** The node at an address, which joins if it is not there yet. */
    synchronized Passage at(PassingAddress address) {
        if (terms.allowed().stream().noneMatch(address::isIn)) {
            return new Passage.Refused(ProblemCode.ADDRESS_NOT_ALLOWED);
        }
        NodeId id = address.node();
        if (nodes.find(id).isEmpty()) {
            expire();
            if (stays.size() >= terms.limit()) {
                return new Passage.Refused(ProblemCode.AT_CAPACITY);
            }
            nodes.join(node(address));
            stays.put(id, new Stay(clock.instant(), false));
        }
        touch(id);
        return new Passage.Granted(id);
    }

    /** It is asked for again. */
    synchronized void touch(NodeId id) {
        stays.computeIfPresent(id, (key, stay) -> new Stay(clock.instant(), stay.proven()));
    }

    /** It is of use: it stays until nobody has used it for a while. Does nothing for other nodes. */
    synchronized void keep(NodeId id) {
        stays.computeIfPresent(id, (key, stay) -> new Stay(clock.instant(), true));
    }

    /** It was of no use this time: it goes, unless it was before. */
    synchronized void dismiss(NodeId id) {
        Stay stay = stays.get(id);
        if (stay != null && !stay.proven() && running.applyAsInt(id) == 0) {
            leave(id);
        }
    }

    /** Lets those go that nobody uses. Called regularly. */
    public synchronized void expire() {
        Instant now = clock.instant();
        for (Map.Entry<NodeId, Stay> entry : List.copyOf(stays.entrySet())) {
            Stay stay = entry.getValue();
            if (running.applyAsInt(entry.getKey()) > 0) {
                stays.put(entry.getKey(), new Stay(now, stay.proven()));
            } else if (!now.isBefore(stay.lastUse().plus(terms.expiry()))) {
                leave(entry.getKey());
            }
        }
    }

    private void leave(NodeId id) {
        nodes.leave(id);
        stays.remove(id);
    }

    private Node node(PassingAddress address) {
        return new Node(
                address.node(),
                address.url(),
                NodeKind.OLLAMA,
                Optional.empty(),
                Set.of(),
                terms.maxConcurrent(),
                terms.maxConcurrent(),
                NodeOrigin.PASSING,
                Reach.ALL);
    }
}
