package dev.parley.router.node;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Looks at every node again and again, one look at a time. Intervals vary by chance, so that many routers do not all look
 * at the same moment.
 */
public final class Probing {

    /** Requests that wonder what a node has may have it looked at this often, all together. */
    private static final Duration LEAST_GAP = Duration.ofMillis(250);

    private final NodeDirectory nodes;
    private final NodeProbe probe;
    private final Delays delays;
    private final Rhythm rhythm;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<NodeId, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private final Map<NodeId, CompletableFuture<Void>> soon = new ConcurrentHashMap<>();
    private final Map<NodeId, Instant> lastLook = new ConcurrentHashMap<>();
    private final Set<NodeId> watched = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /**
     * How often.
     *
     * @param interval between two looks at a node
     * @param jitter how much it varies, 0 to 1
     * @param patience how long who asks for a look at all nodes waits for the slowest
     */
    public record Rhythm(Duration interval, double jitter, Duration patience) {

        Duration next(RandomGenerator random) {
            double factor = 1 + jitter * (2 * random.nextDouble() - 1);
            return Duration.ofNanos((long) (interval.toNanos() * factor));
        }
    }

    public Probing(
            NodeDirectory nodes, NodeProbe probe, Delays delays, Rhythm rhythm, Clock clock, RandomGenerator random) {
        this.nodes = nodes;
        this.probe = probe;
        this.delays = delays;
        this.rhythm = rhythm;
        this.clock = clock;
        this.random = random;
    }

    /** Looks at a node now, and from now on. For a node that is watched already: only now. */
    public CompletionStage<Void> watch(NodeId id) {
        if (!watched.add(id)) {
            return refresh(id);
        }
        CompletionStage<Void> first = look(id);
        first.thenRun(() -> again(id));
        return first;
    }

    /** Looks at a node once more, now or as soon as that may be; all who ask in between share the look. */
    public CompletionStage<Void> refresh(NodeId id) {
        Instant last = lastLook.getOrDefault(id, Instant.MIN);
        Duration tooSoon =
                last.equals(Instant.MIN) ? Duration.ZERO : Duration.between(clock.instant(), last.plus(LEAST_GAP));
        if (tooSoon.isNegative() || tooSoon.isZero()) {
            return look(id);
        }
        return soon.computeIfAbsent(id, key -> {
            CompletableFuture<Void> looked = new CompletableFuture<>();
            delays.after(tooSoon, () -> {
                soon.remove(id);
                look(id).thenRun(() -> looked.complete(null));
            });
            return looked;
        });
    }

    /** The same for all nodes; completes when all are back, or when those that are not have had their time. */
    public CompletionStage<Void> refreshAll() {
        CompletableFuture<Void> all = CompletableFuture.allOf(nodes.all().stream()
                .map(node -> refresh(node.id()).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
        if (all.isDone()) {
            return all;
        }
        CompletableFuture<Void> enough = new CompletableFuture<>();
        all.thenRun(() -> enough.complete(null));
        delays.after(rhythm.patience().plus(LEAST_GAP), () -> enough.complete(null));
        return enough;
    }

    /** Looks no more. */
    public void stop() {
        stopped = true;
    }

    private void again(NodeId id) {
        delays.after(rhythm.next(random), () -> {
            if (!stopped && nodes.find(id).isPresent()) {
                look(id).thenRun(() -> again(id));
            } else {
                watched.remove(id);
                lastLook.remove(id);
            }
        });
    }

    private CompletionStage<Void> look(NodeId id) {
        NodeView view = nodes.find(id).orElse(null);
        if (view == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> others = underWay.putIfAbsent(id, mine);
        if (others != null) {
            return others;
        }
        ask(view.node()).whenComplete((result, surprise) -> {
            lastLook.put(id, clock.instant());
            nodes.probed(id, surprise == null ? result : ProbeResult.nothing(String.valueOf(surprise.getMessage())));
            underWay.remove(id);
            mine.complete(null);
        });
        return mine;
    }

    private CompletionStage<ProbeResult> ask(Node node) {
        try {
            return probe.look(node);
        } catch (RuntimeException surprise) {
            return CompletableFuture.failedFuture(surprise);
        }
    }
}
