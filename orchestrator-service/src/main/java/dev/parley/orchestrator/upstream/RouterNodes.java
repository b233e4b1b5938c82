package dev.parley.orchestrator.upstream;

import dev.parley.orchestrator.model.Nodes;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.MachineTarget;
import dev.parley.protocol.node.NodeCondition;
import dev.parley.protocol.node.NodeReport;
import dev.parley.protocol.node.NodeReports;
import dev.parley.protocol.node.ResolveMachines;
import dev.parley.protocol.node.ResolvedMachine;
import dev.parley.protocol.node.ResolvedMachines;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/** The router's word on nodes. */
@Singleton
final class RouterNodes implements Nodes {

    private static final Logger LOG = Logger.getLogger(RouterNodes.class);
    private static final String CHOSEN_BY_THE_ROUTER = "task:";
    private static final String DEFAULT_TAG = ":latest";

    private final RouterCalls router;

    RouterNodes(RouterCalls router) {
        this.router = router;
    }

    @Override
    public Uni<Outcome<List<ResolvedMachine>>> resolve(Caller caller, List<MachineTarget> machines) {
        return router.resolve(caller, new ResolveMachines(machines))
                .map(ResolvedMachines::machines)
                .map(Outcome::given)
                .onFailure()
                .recoverWithItem(RouterNodes::away);
    }

    private static Outcome<List<ResolvedMachine>> away(Throwable failure) {
        LOG.warnf("router not reached code=service-unavailable cause=%s", failure.getMessage());
        return Outcome.refused(ProblemCode.SERVICE_UNAVAILABLE, "the router cannot be reached");
    }

    @Override
    public Uni<Boolean> servesElsewhere(Caller caller, String model, String node) {
        if (model.equals("auto") || model.startsWith(CHOSEN_BY_THE_ROUTER)) {
            return Uni.createFrom().item(true);
        }
        return router.nodes(caller)
                .map(reports -> serves(reports, model, node))
                .onFailure()
                .recoverWithItem(true);
    }

    private static boolean serves(NodeReports reports, String model, String node) {
        String wanted = canonical(model);
        return reports.nodes().stream()
                .filter(report -> !report.name().equals(node))
                .filter(report -> report.state() == NodeCondition.READY || report.state() == NodeCondition.BUSY)
                .map(NodeReport::models)
                .flatMap(List::stream)
                .anyMatch(known -> canonical(known.name()).equals(wanted));
    }

    /** Names match whatever their case, and a name without a tag means the latest. */
    private static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.indexOf(':', lower.lastIndexOf('/') + 1) < 0 ? lower + DEFAULT_TAG : lower;
    }
}
