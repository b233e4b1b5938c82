package dev.parley.router.node;

import dev.parley.router.model.ModelName;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** All nodes as they are now. Safe for many threads; readers get snapshots and never wait. */
public final class NodeDirectory {

    private final Map<NodeId, NodeView> nodes = new ConcurrentSkipListMap<>();
    private final List<Consumer<NodeChange>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<NodeId>> farewells = new CopyOnWriteArrayList<>();
    private final List<Predicate<ModelName>> expectations = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final Liveness liveness;
    private final CircuitState.Limits circuits;
    private volatile Set<NodeId> drained = Set.of();

    public NodeDirectory(Clock clock, Liveness liveness, CircuitState.Limits circuits) {
        this.clock = clock;
        this.liveness = liveness;
        this.circuits = circuits;
    }

    /** Tells of every change of condition, after it happened, on the thread that caused it. */
    public void onChange(Consumer<NodeChange> listener) {
        listeners.add(listener);
    }

    /** Tells of every node that left, after it did, on the thread that let it go. */
    public void onLeave(Consumer<NodeId> listener) {
        farewells.add(listener);
    }

    /** Tells of models that some node is meant to have, whether one is there or not. May be asked by any thread. */
    public void expect(Predicate<ModelName> expected) {
        expectations.add(expected);
    }

    /** Whether some node is meant to have the model: what is expected is worth waiting for. */
    public boolean isExpected(ModelName model) {
        return expectations.stream().anyMatch(expected -> expected.test(model));
    }

    /** Every node, by name. */
    public Collection<NodeView> all() {
        return nodes.values();
    }

    /** A node by its name. */
    public Optional<NodeView> find(NodeId id) {
        return Optional.ofNullable(nodes.get(id));
    }

    /** Adds a node that is not there yet. @return whether it was added */
    public boolean join(Node node) {
        boolean added = nodes.putIfAbsent(node.id(), NodeView.joining(node, clock.instant())) == null;
        // Asked after it is there: who marks it in between finds it.
        if (added && drained.contains(node.id())) {
            drain(node.id(), Drain.OPERATOR);
        }
        return added;
    }

    /** Describes a node anew. @return whether anything is different; false for one that is not there */
    public boolean describe(Node node) {
        AtomicBoolean different = new AtomicBoolean();
        change(node.id(), (view, now) -> {
            different.set(!view.node().equals(node));
            return different.get() ? view.described(node, now) : view;
        });
        return different.get();
    }

    /** The nodes that operators took out, all of them. @return those that are let in again by this */
    Set<NodeId> drained(Set<NodeId> all) {
        Set<NodeId> before = drained;
        drained = Set.copyOf(all);
        all.forEach(id -> drain(id, Drain.OPERATOR));
        Set<NodeId> resumed = new HashSet<>(before);
        resumed.removeAll(all);
        resumed.forEach(id -> resume(id, Drain.OPERATOR));
        return resumed;
    }

    /** A node finishes what it holds and gets nothing new. */
    void drain(NodeId id, Drain cause) {
        change(id, (view, now) -> view.with(view.state().drain(now, cause)));
    }

    /** That cause is over. */
    void resume(NodeId id, Drain cause) {
        change(
                id,
                (view, now) -> view.state() instanceof NodeState.Draining draining
                        ? view.with(draining.resumed(now, cause))
                        : view);
    }

    /** Forgets a node. What it holds ends as it would have. */
    public void leave(NodeId id) {
        if (nodes.remove(id) != null) {
            farewells.forEach(listener -> listener.accept(id));
        }
    }

    /** A probe is back. */
    public void probed(NodeId id, ProbeResult result) {
        if (result.alive()) {
            change(id, (view, now) -> {
                NodeView heard = liveness.answered(view.with(view.catalogue().updated(result)), now);
                boolean isBack = view.state() instanceof NodeState.Lost;
                return isBack ? heard.back(now, circuits) : heard.circuitsLooked(now);
            });
        } else {
            String reason = result.trouble().orElse("no answer to a probe");
            change(id, (view, now) -> liveness.missed(view, now, reason));
        }
    }

    /**
     * A request is about to go to a model on a node.
     *
     * @return false if its circuit lets no more in: another request is on trial
     */
    public boolean enter(NodeId id, ModelName model) {
        AtomicBoolean admitted = new AtomicBoolean();
        change(id, (view, now) -> {
            CircuitState circuit = view.circuit(model);
            admitted.set(circuit.admits(now));
            return admitted.get() ? view.with(model, circuit.entered(now)) : view;
        });
        return admitted.get();
    }

    /** A request that entered ended without telling anything about the node: the client left, or its own fault. */
    public void unjudged(NodeId id, ModelName model) {
        change(id, (view, now) -> view.with(model, view.circuit(model).unjudged(now)));
    }

    /** A request began to be answered. */
    public void began(NodeId id, ModelName model) {
        change(id, (view, now) -> view.with(model, view.circuit(model).began(now, circuits)));
    }

    /** A request ended well. */
    public void succeeded(NodeId id, ModelName model) {
        change(
                id,
                (view, now) -> liveness.proved(view, now)
                        .with(model, view.circuit(model).succeeded(now)));
    }

    /** A request failed by the node's fault. @param request the same for all tries of one request */
    public void failed(NodeId id, ModelName model, long request, String reason) {
        failed(id, model, Failure.of(request, reason));
    }

    /** A request failed by the node's fault. */
    public void failed(NodeId id, ModelName model, Failure failure) {
        change(id, (view, now) -> {
            boolean stuck = failure.silent() && view.isUnloading(model, now);
            CircuitState next = stuck
                    ? CircuitState.stuck(now, circuits)
                    : view.circuit(model).failed(failure, now, circuits);
            return liveness.suspected(view, now, failure.why()).with(model, next);
        });
    }

    /** Its occupation may have changed. @param full asked at the moment of the change */
    public void occupied(NodeId id, BooleanSupplier full) {
        change(id, (view, now) -> {
            boolean isFull = full.getAsBoolean();
            if (isFull && view.state() instanceof NodeState.Ready ready) {
                return view.with(ready.filled(now));
            }
            if (!isFull && view.state() instanceof NodeState.Busy busy) {
                return view.with(busy.freed(now));
            }
            return view;
        });
    }

    private void change(NodeId id, BiFunction<NodeView, Instant, NodeView> step) {
        Instant now = clock.instant();
        NodeView[] before = new NodeView[1];
        NodeView after = nodes.computeIfPresent(id, (key, view) -> {
            before[0] = view;
            return step.apply(view, now);
        });
        if (after == null) {
            return;
        }
        NodeChange change = new NodeChange(before[0], after);
        if (change.isNews()) {
            listeners.forEach(listener -> listener.accept(change));
        }
    }
}
