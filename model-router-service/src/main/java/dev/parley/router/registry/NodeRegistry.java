package dev.parley.router.registry;

import dev.parley.router.node.Node;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeRoster;
import dev.parley.router.node.NodeSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is kept of nodes into this router's directory. While the store is away the last that was read stays as it is.
 * Reads one at a time; who asks while one is under way shares the next one, which sees what was written before it was asked for.
 */
public final class NodeRegistry {

    private final NodeStore store;
    private final NodeRoster roster;
    private final Terms terms;
    private final Clock clock;
    private final Map<NodeId, Node> present = new HashMap<>();
    private @Nullable NodeSink sink;
    private @Nullable CompletableFuture<Void> running;
    private @Nullable CompletableFuture<Void> next;
    private Standing standing = Standing.UNREAD;
    private Instant forgiveUntil = Instant.MIN;

    /**
     * What holds here.
     *
     * @param defaultCap of nodes that do not say theirs
     * @param tunnelLife how long a tunnel counts that is not said again
     */
    public record Terms(int defaultCap, Duration tunnelLife) {}

    /**
     * How well what is kept is known here.
     *
     * @param read when it was last read; empty for never
     * @param trouble why it cannot be read now; empty where it can
     * @param tried whether it was tried at all
     */
    public record Standing(Optional<Instant> read, Optional<String> trouble, boolean tried) {

        static final Standing UNREAD = new Standing(Optional.empty(), Optional.empty(), false);

        /** Whether it is known as it is. */
        public boolean current() {
            return read.isPresent() && trouble.isEmpty();
        }
    }

    public NodeRegistry(NodeStore store, NodeRoster roster, Terms terms, Clock clock) {
        this.store = store;
        this.roster = roster;
        this.terms = terms;
        this.clock = clock;
    }

    /** Where nodes are told of from now on. */
    public synchronized void tell(NodeSink directory) {
        sink = directory;
    }

    /** How well it is known. */
    public synchronized Standing standing() {
        return standing;
    }

    /** It could not be read. @param trouble why; the first line is told */
    public synchronized void unreadable(String trouble) {
        String line = trouble.lines().findFirst().orElse("unknown");
        standing = new Standing(standing.read(), Optional.of(line), true);
    }

    /** Reads it anew. Completes when what was kept at the moment of asking is known here. */
    public synchronized CompletionStage<Void> sync() {
        if (running == null) {
            return begin();
        }
        if (next == null) {
            next = new CompletableFuture<>();
        }
        return next;
    }

    private CompletableFuture<Void> begin() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        running = mine;
        store.read().whenComplete((registered, failure) -> {
            Throwable trouble = failure == null ? applied(registered) : failure;
            follow();
            if (trouble == null) {
                mine.complete(null);
            } else {
                failed(trouble);
                mine.completeExceptionally(trouble);
            }
        });
        return mine;
    }

    /** Those who asked in between get a look of their own. */
    private synchronized void follow() {
        running = null;
        CompletableFuture<Void> waiting = next;
        next = null;
        if (waiting != null) {
            begin().whenComplete((done, failure) -> {
                if (failure == null) {
                    waiting.complete(null);
                } else {
                    waiting.completeExceptionally(failure);
                }
            });
        }
    }

    private synchronized void failed(Throwable failure) {
        unreadable(String.valueOf(failure.getMessage()));
    }

    private synchronized @Nullable Throwable applied(Registered registered) {
        try {
            apply(registered);
            return null;
        } catch (RuntimeException surprise) {
            return surprise;
        }
    }

    private void apply(Registered registered) {
        NodeSink directory = sink;
        if (directory == null) {
            return;
        }
        Instant now = clock.instant();
        // While the store was away no tunnel could be said again: their holders get one life's time to do it.
        if (standing.trouble().isPresent() && standing.read().isPresent()) {
            forgiveUntil = now.plus(terms.tunnelLife());
        }
        // Before nodes join: one that is out gets nothing in between.
        roster.drained(registered.drained());
        Map<NodeId, Node> wanted = registered.wanted(terms.defaultCap());
        boolean forgiving = now.isBefore(forgiveUntil);
        for (Node node : present.values().toArray(Node[]::new)) {
            boolean forgiven = forgiving && node.reach().owner().isPresent();
            if (!wanted.containsKey(node.id()) && !forgiven) {
                present.remove(node.id());
                directory.leave(node.id());
            }
        }
        wanted.forEach((id, node) -> {
            if (!node.equals(present.get(id)) && directory.change(node)) {
                present.put(id, node);
            }
        });
        standing = new Standing(Optional.of(now), Optional.empty(), true);
    }
}
