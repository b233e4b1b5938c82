package dev.parley.router.node;

import dev.parley.protocol.node.CircuitCondition;
import dev.parley.protocol.node.ModelWarmth;
import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.Unroutable;
import java.time.Instant;
import java.util.Optional;

/** Why new requests do not go somewhere, in words that reports, metrics and logs share. */
public final class Routability {

    private Routability() {}

    /** What keeps requests from a node altogether; empty for nothing. */
    public static Optional<Unroutable> of(NodeView view) {
        NodeState state = view.state();
        if (state instanceof NodeState.Lost) {
            return Optional.of(Unroutable.LOST);
        }
        if (state instanceof NodeState.Draining draining) {
            return Optional.of(draining.told());
        }
        boolean unheard =
                state instanceof NodeState.Joining && view.node().model().isEmpty();
        return unheard ? Optional.of(Unroutable.JOINING) : Optional.empty();
    }

    /**
     * What keeps requests from one of its models, beside that.
     *
     * @param exposed the digest that the model's name stands for
     */
    public static Optional<Unroutable> of(NodeView view, HostedModel model, Optional<String> exposed, Instant now) {
        if (!ExposedDigests.matches(model, exposed)) {
            return Optional.of(Unroutable.DIGEST_CONFLICT);
        }
        CircuitState circuit = view.circuit(model.name());
        if (circuit.admits(now)) {
            return Optional.empty();
        }
        return Optional.of(circuit instanceof CircuitState.HalfOpen ? Unroutable.ON_TRIAL : Unroutable.CIRCUIT_OPEN);
    }

    /** A model's circuit as others are told. */
    public static CircuitCondition circuit(NodeView view, HostedModel model) {
        return view.circuit(model.name()).condition();
    }

    /** Whether a model is in a node's memory, as others are told. */
    public static ModelWarmth warmth(NodeView view, HostedModel model) {
        if (view.node().kind() == NodeKind.OPENAI) {
            return ModelWarmth.ASSUMED;
        }
        return view.isWarm(model.name()) ? ModelWarmth.WARM : ModelWarmth.COLD;
    }
}
