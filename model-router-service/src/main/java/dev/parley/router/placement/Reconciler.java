package dev.parley.router.placement;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the nodes as they are wished for, again and again: what is lacking is fetched and loaded, and what is to stay in
 * memory is asked for again before it lapses, so that it goes by itself when nobody wishes for it any more. Takes nothing
 * away. Every router does this for itself: they choose alike, and a node that is asked twice does it once.
 */
public final class Reconciler {

    private static final int MOST_REASONS = 5;

    /** What a node has done may not be seen at once: until then it counts as done. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private final NodeDirectory nodes;
    private final PlacementBoard board;
    private final Errands errands;
    private final Supplier<Predicate<ModelName>> awaited;
    private final Clock clock;
    private final Terms terms;
    private final Executor worker;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** Guards what follows. */
    private final Object lock = new Object();

    private final Rests rests;
    private final Map<Rests.Key, Instant> renewed = new HashMap<>();
    private final Map<Rests.Key, Instant> doneLately = new HashMap<>();

    /**
     * Its rhythm.
     *
     * @param renewal how often what is to stay in memory is asked for
     * @param pause before what did not help is tried again, doubled each time
     * @param longestPause where doubling ends
     */
    public record Terms(Duration renewal, Duration pause, Duration longestPause) {}

    /** @param awaited whether requests wait for a model, as of now @param worker runs looks, which take their time with many nodes */
    public Reconciler(
            NodeDirectory nodes,
            PlacementBoard board,
            Errands errands,
            Supplier<Predicate<ModelName>> awaited,
            Terms terms,
            Executor worker,
            Clock clock) {
        this.nodes = nodes;
        this.board = board;
        this.errands = errands;
        this.awaited = awaited;
        this.terms = terms;
        this.worker = worker;
        this.clock = clock;
        this.rests = new Rests(terms.pause(), terms.longestPause());
    }

    /** Looks at all wishes. Called regularly; one look at a time. */
    public void tick() {
        if (busy.compareAndSet(false, true)) {
            board.refresh()
                    .whenCompleteAsync(
                            (read, surprise) -> {
                                try {
                                    act();
                                } finally {
                                    busy.set(false);
                                }
                            },
                            worker);
        }
    }

    /** The wishes and how far they have come true. */
    public List<Standing> standings() {
        synchronized (lock) {
            Predicate<ModelName> waitedFor = awaited.get();
            return board.wishes().stream()
                    .map(wish -> new Look(wish, waitedFor).standing())
                    .toList();
        }
    }

    /** How many wishes have not come true. */
    public long unmet() {
        return standings().stream()
                .filter(one -> one.on().size() < one.wish().copies()
                        || one.warmOn().size() < one.wish().warm())
                .count();
    }

    private void act() {
        Instant now = clock.instant();
        synchronized (lock) {
            rests.forget(now);
            doneLately.values().removeIf(done -> now.isAfter(done.plus(SETTLING)));
            Predicate<ModelName> waitedFor = awaited.get();
            List<Look> looks = board.wishes().stream()
                    .map(wish -> new Look(wish, waitedFor))
                    .toList();
            Set<ModelName> wished =
                    board.wishes().stream().map(Placement::model).collect(Collectors.toSet());
            renewed.keySet()
                    .removeIf(key -> !wished.contains(key.model())
                            || nodes.find(key.node()).isEmpty());
            looks.forEach(look -> look.act(now));
        }
    }

    /** One wish among the nodes as they are. */
    private final class Look {

        private final Placement wish;
        private final Suitability suitability;
        private final List<NodeView> having;
        private final List<NodeView> warm;
        private final Set<NodeId> pulling;
        private final Set<NodeId> loading;

        Look(Placement wish, Predicate<ModelName> waitedFor) {
            this.wish = wish;
            this.suitability = new Suitability(wish.model(), nodes.all(), waitedFor);
            this.having = suitability.having();
            this.warm =
                    having.stream().filter(node -> node.isWarm(wish.model())).toList();
            this.pulling = underWay(Errand.Kind.PULL);
            this.loading = underWay(Errand.Kind.LOAD);
        }

        private Set<NodeId> underWay(Errand.Kind kind) {
            Stream<NodeId> now = errands.underWay().stream()
                    .filter(errand -> errand.kind() == kind && errand.model().equals(wish.model()))
                    .map(Errand::node);
            Stream<NodeId> lately = doneLately.keySet().stream()
                    .filter(key -> key.kind() == kind && key.model().equals(wish.model()))
                    .map(Rests.Key::node);
            return Stream.concat(now, lately).collect(Collectors.toSet());
        }

        void act(Instant now) {
            lacking().stream()
                    .filter(node -> rests.allow(key(node, Errand.Kind.PULL), now))
                    .limit(Math.max(0, copiesNeeded()))
                    .forEach(node -> send(node, Errand.Kind.PULL));
            cold().stream()
                    .filter(suitability::mayLoad)
                    .filter(node -> rests.allow(key(node, Errand.Kind.LOAD), now))
                    .limit(Math.max(0, warmNeeded()))
                    .forEach(node -> send(node, Errand.Kind.LOAD));
            warm.stream().limit(wish.warm()).forEach(node -> renew(node, now));
        }

        private long copiesNeeded() {
            long coming = lackingAll().stream()
                    .filter(node -> pulling.contains(node.id()))
                    .count();
            return wish.copies() - having.size() - coming;
        }

        private long warmNeeded() {
            long coming = having.stream()
                    .filter(node -> !warm.contains(node) && loading.contains(node.id()))
                    .count();
            return wish.warm() - warm.size() - coming;
        }

        private List<NodeView> lackingAll() {
            return suitability.eligible().stream()
                    .filter(node -> !having.contains(node))
                    .toList();
        }

        private List<NodeView> lacking() {
            return lackingAll().stream()
                    .filter(node -> !pulling.contains(node.id()))
                    .toList();
        }

        private List<NodeView> cold() {
            return having.stream()
                    .filter(node -> !warm.contains(node) && !loading.contains(node.id()))
                    .toList();
        }

        private void send(NodeView node, Errand.Kind kind) {
            Rests.Key key = key(node, kind);
            errands.send(node.node(), kind, wish.model(), wish.written(), () -> mayStill(node.id(), kind))
                    .outcome()
                    .thenAccept(outcome -> over(key, outcome));
        }

        private boolean mayStill(NodeId id, Errand.Kind kind) {
            return kind == Errand.Kind.PULL
                    || nodes.find(id)
                            .filter(new Suitability(wish.model(), nodes.all(), awaited.get())::mayLoad)
                            .isPresent();
        }

        private void renew(NodeView node, Instant now) {
            Rests.Key key = key(node, Errand.Kind.LOAD);
            Instant last = renewed.getOrDefault(key, Instant.EPOCH);
            if (!loading.contains(node.id()) && !now.isBefore(last.plus(terms.renewal()))) {
                renewed.put(key, now);
                errands.send(node.node(), Errand.Kind.LOAD, wish.model(), wish.written(), () -> true);
            }
        }

        private Rests.Key key(NodeView node, Errand.Kind kind) {
            return new Rests.Key(node.id(), wish.model(), kind);
        }

        Standing standing() {
            return new Standing(
                    wish,
                    having.stream().map(NodeView::id).toList(),
                    warm.stream().map(NodeView::id).toList(),
                    errands.underWay().stream()
                            .filter(errand -> errand.model().equals(wish.model()))
                            .map(Errand::node)
                            .distinct()
                            .toList(),
                    problem());
        }

        private Optional<String> problem() {
            if (copiesNeeded() > 0) {
                return Optional.of(copiesNeeded() + " more nodes needed: "
                        + reasons(lacking(), Errand.Kind.PULL, "no other takes work"));
            }
            if (warmNeeded() > 0) {
                return Optional.of(warmNeeded() + " more memories needed: "
                        + reasons(
                                cold(),
                                Errand.Kind.LOAD,
                                cold().isEmpty()
                                        ? "no other node has it"
                                        : "about to be loaded, or requests wait for what they hold"));
            }
            return Optional.empty();
        }

        private String reasons(List<NodeView> where, Errand.Kind kind, String otherwise) {
            String told = where.stream()
                    .flatMap(node -> rests.reason(key(node, kind)).stream().map(reason -> node.id() + ": " + reason))
                    .limit(MOST_REASONS)
                    .collect(Collectors.joining("; "));
            return told.isEmpty() ? otherwise : told;
        }
    }

    private void over(Rests.Key key, Outcome outcome) {
        String reason = outcome instanceof Outcome.Refused refused
                ? refused.reason()
                : outcome instanceof Outcome.Unreached unreached ? unreached.reason() : "";
        synchronized (lock) {
            Instant now = clock.instant();
            rests.tried(key, reason, now);
            if (outcome instanceof Outcome.Done) {
                doneLately.put(key, now);
                renewed.put(key, now);
            }
        }
    }
}
