package dev.parley.router.http;

import dev.parley.protocol.node.MachineTarget;
import dev.parley.protocol.node.ResolveMachines;
import dev.parley.protocol.node.ResolvedMachine;
import dev.parley.protocol.node.ResolvedMachines;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.machine.MachineResolver;
import dev.parley.router.model.AllowedModels;
import dev.parley.transport.edge.CurrentCaller;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the orchestrator which nodes a conversation's machines are. */
@Path("/internal/machines/resolve")
class MachinesResource {

    private static final int MOST_MACHINES = 64;

    private final MachineResolver machines;
    private final CurrentCaller caller;

    MachinesResource(MachineResolver machines, CurrentCaller caller) {
        this.machines = machines;
        this.caller = caller;
    }

    @POST
    public Uni<ResolvedMachines> resolve(ResolveMachines request) {
        String tenant = caller.get().tenant();
        AllowedModels allowed = AllowedModels.of(caller.get().models());
        List<Uni<ResolvedMachine>> asked = targets(request.machines()).stream()
                .map(target -> Uni.createFrom().completionStage(() -> machines.resolve(target, tenant, allowed)))
                .toList();
        return asked.isEmpty()
                ? Uni.createFrom().item(new ResolvedMachines(List.of()))
                : Uni.join().all(asked).andFailFast().map(ResolvedMachines::new);
    }

    private static List<MachineTarget> targets(@Nullable List<MachineTarget> machines) {
        if (machines == null || machines.size() > MOST_MACHINES) {
            throw new ProblemException(
                    ProblemCode.INVALID_FIELD,
                    "machines: a list (expected: at most " + MOST_MACHINES + ")",
                    "machines");
        }
        for (int i = 0; i < machines.size(); i++) {
            if (machines.get(i).model() == null) {
                throw new ProblemException(
                        ProblemCode.INVALID_FIELD, "model: null (expected: a name)", "machines[" + i + "].model");
            }
        }
        return machines;
    }
}
