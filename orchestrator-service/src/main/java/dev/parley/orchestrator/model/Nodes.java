package dev.parley.orchestrator.model;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.MachineTarget;
import dev.parley.protocol.node.ResolvedMachine;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What the router knows of its nodes. */
public interface Nodes {

    /** May these be talked to, and by which node's name? In the given order; refused while the router is away. */
    Uni<Outcome<List<ResolvedMachine>>> resolve(Caller caller, List<MachineTarget> machines);

    /** Whether another node than this one could answer with this model now. True also when nobody can tell. */
    Uni<Boolean> servesElsewhere(Caller caller, String model, String node);
}
