package dev.parley.orchestrator.spec;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.protocol.conversation.Budget;
import dev.parley.protocol.node.MachineTarget;
import dev.parley.protocol.node.ResolvedMachine;
import dev.parley.protocol.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A checked wish whose addresses, nodes and models the router has yet to confirm. */
public final class UnresolvedSpec {

    private final ConversationSpec spec;
    private final List<Target> targets;
    private final @Nullable Budget budget;

    UnresolvedSpec(ConversationSpec spec, List<Target> targets, @Nullable Budget budget) {
        this.spec = spec;
        this.budget = budget;
        this.targets = List.copyOf(targets);
    }

    /**
     * Where a machine points, and which field of the request said so.
     *
     * @param place the field that named the node or address
     */
    record Target(MachineTarget machine, String place, String model) {}

    /** What it may take; null if that is unlimited. */
    public @Nullable Budget budget() {
        return budget;
    }

    /** What the router is asked, in speaking order. */
    public List<MachineTarget> machines() {
        return targets.stream().map(Target::machine).toList();
    }

    /** The wish with the router's node names, or the first machine that may not be used and the field to blame. */
    public Outcome<ConversationSpec> resolve(List<ResolvedMachine> resolved) {
        List<Speaker> speakers = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            ResolvedMachine machine = resolved.get(i);
            if (machine.refused() != null) {
                return Outcome.refused(refusal(targets.get(i), machine.refused()));
            }
            speakers.add(spec.speakers().get(i).at(machine.node(), machine.model()));
        }
        return Outcome.given(spec.with(speakers));
    }

    private static Refusal refusal(Target target, String code) {
        MachineTarget machine = target.machine();
        return switch (code) {
            case "address-not-allowed" ->
                new Refusal(
                        ProblemCode.ADDRESS_NOT_ALLOWED,
                        said(target.place(), machine.address(), "a registered node or an allowed address"),
                        target.place());
            case "node-unknown" ->
                new Refusal(
                        ProblemCode.NODE_UNKNOWN,
                        said(target.place(), machine.node(), "the name of a registered node"),
                        target.place());
            case "model-unknown" ->
                new Refusal(
                        ProblemCode.MODEL_UNKNOWN,
                        said(target.model(), machine.model(), "a model that the node, or any node, has"),
                        target.model());
            case "model-not-allowed" ->
                new Refusal(
                        ProblemCode.MODEL_NOT_ALLOWED,
                        said(target.model(), machine.model(), "a model that the key may use"),
                        target.model());
            case "no-node" ->
                new Refusal(
                        ProblemCode.NO_NODE,
                        said(target.place(), machine.address(), "an address at which a node answers"),
                        target.place());
            case "at-capacity" ->
                new Refusal(
                        ProblemCode.AT_CAPACITY,
                        said(target.place(), machine.address(), "fewer machines by their address at a time"),
                        target.place());
            default -> throw new IllegalStateException("refused: " + code + " (expected: a code of the contract)");
        };
    }

    private static String said(String field, @Nullable String value, String expected) {
        return "%s: %s (expected: %s)".formatted(field, value, expected);
    }
}
