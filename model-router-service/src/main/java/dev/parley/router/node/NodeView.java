package dev.parley.router.node;

import dev.parley.protocol.node.NodeKind;
import dev.parley.router.model.ModelName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * One node at one moment. Immutable: a change makes a new one.
 *
 * @param circuits of models with something against them; all others are sound
 * @param misses probes in a row that brought nothing
 */
public record NodeView(
        Node node, NodeState state, Catalogue catalogue, Map<ModelName, CircuitState> circuits, int misses) {

    public NodeView {
        circuits = Map.copyOf(circuits);
    }

    static NodeView joining(Node node, Instant now) {
        return new NodeView(node, new NodeState.Joining(now), Catalogue.UNKNOWN, Map.of(), 0);
    }

    /** Its name. */
    public NodeId id() {
        return node.id();
    }

    /** Whether it may be offered new work at all. */
    public boolean takesWork() {
        return !(state instanceof NodeState.Lost) && !(state instanceof NodeState.Draining);
    }

    /** Whether it failed lately. */
    public boolean isSuspect() {
        return state instanceof NodeState.Suspect;
    }

    /**
     * How the node must be asked for a model that a caller wrote so: Ollama folds names itself, others know their own spelling
     * only.
     */
    public String spelled(ModelName model, String written) {
        HostedModel listed = catalogue.models().get(model);
        return node.kind() == NodeKind.OPENAI && listed != null ? listed.listed() : written;
    }

    /** Whether an operator took it out. */
    public boolean isDrained() {
        return state instanceof NodeState.Draining draining && draining.causes().contains(Drain.OPERATOR);
    }

    /** Whether the model is in its memory; a kind of node that does not tell is believed to have it there. */
    public boolean isWarm(ModelName model) {
        return node.kind() == NodeKind.OPENAI
                ? catalogue.models().containsKey(model)
                : catalogue.loaded().containsKey(model);
    }

    /** The state of a model's circuit on it. */
    public CircuitState circuit(ModelName model) {
        return circuits.getOrDefault(model, CircuitState.SOUND);
    }

    /** The same node, described differently. Elsewhere it is another node: nothing is known of it. */
    NodeView described(Node next, Instant now) {
        if (next.url().equals(node.url()) && next.kind() == node.kind()) {
            return new NodeView(next, state, catalogue.within(next.reach()), circuits, misses);
        }
        NodeView fresh = joining(next, now);
        return state instanceof NodeState.Draining ? fresh.with(state) : fresh;
    }

    /** How much of what it may hold a model is given now, 0 to 1. */
    public double share(ModelName model, Instant now) {
        return circuit(model).share(now);
    }

    /** Whether a model is in its memory though its time there is over, by the node's own clock. */
    boolean isUnloading(ModelName model, Instant now) {
        LoadedModel loaded = catalogue.loaded().get(model);
        return loaded != null && loaded.isOver(now);
    }

    /** After it was lost: its memory is empty, and what it could not do a moment ago it may not be able to do at once. */
    NodeView back(Instant now, CircuitState.Limits limits) {
        NodeView next = this;
        for (ModelName model : catalogue.models().keySet()) {
            if (circuit(model) instanceof CircuitState.Closed) {
                next = next.with(model, CircuitState.back(now, limits));
            }
        }
        return next;
    }

    /** What a look at it means for its models. */
    NodeView circuitsLooked(Instant now) {
        NodeView next = this;
        for (Map.Entry<ModelName, CircuitState> each : circuits.entrySet()) {
            next = next.with(each.getKey(), each.getValue().looked(now, isUnloading(each.getKey(), now)));
        }
        return next;
    }

    NodeView with(NodeState next) {
        return new NodeView(node, next, catalogue, circuits, misses);
    }

    /** What a node may not serve is not there for anybody. */
    NodeView with(Catalogue next) {
        return new NodeView(node, state, next.within(node.reach()), circuits, misses);
    }

    NodeView withMisses(int next) {
        return new NodeView(node, state, catalogue, circuits, next);
    }

    NodeView with(ModelName model, CircuitState circuit) {
        if (circuit.equals(circuit(model))) {
            return this;
        }
        Map<ModelName, CircuitState> next = new HashMap<>(circuits);
        if (circuit.equals(CircuitState.SOUND)) {
            next.remove(model);
        } else {
            next.put(model, circuit);
        }
        return new NodeView(node, state, catalogue, next, misses);
    }
}
