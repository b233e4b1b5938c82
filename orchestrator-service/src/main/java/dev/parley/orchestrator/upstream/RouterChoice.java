package dev.parley.orchestrator.upstream;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.query.ModelChoice;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.TaskTypeNames;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import org.jboss.logging.Logger;

/** Has the router choose as it would for a question, without asking one. */
@Singleton
final class RouterChoice implements ModelChoice {

    private static final Logger LOG = Logger.getLogger(RouterChoice.class);

    private final RouterCalls router;

    RouterChoice(RouterCalls router) {
        this.router = router;
    }

    @Override
    public Uni<Outcome<Chosen>> choose(Caller caller, String task) {
        return router.tasks(caller)
                .map(TaskTypeNames::tasks)
                .flatMap(known -> known.contains(task)
                        ? chosen(caller, task)
                        : Uni.createFrom()
                                .item(Outcome.<Chosen>refused(
                                        ProblemCode.TASK_TYPE_UNKNOWN,
                                        "task_type: %s (expected: one of %s)"
                                                .formatted(task, String.join(", ", known)))))
                .onFailure()
                .recoverWithItem(RouterChoice::away);
    }

    private Uni<Outcome<Chosen>> chosen(Caller caller, String task) {
        return router.shown(caller, "task:" + task, null).map(shown -> {
            String model = shown.getHeaderString("X-Parley-Model");
            String node = shown.getHeaderString("X-Parley-Node");
            return model == null
                    ? Outcome.<Chosen>refused(ProblemCode.MODEL_UNKNOWN, "task_type: " + task)
                    : Outcome.given(
                            new Chosen(model, "for %s tasks: %s would answer with it now".formatted(task, node)));
        });
    }

    private static Outcome<ModelChoice.Chosen> away(Throwable failure) {
        if (failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() == ProblemCode.MODEL_UNKNOWN.status()) {
            return Outcome.refused(ProblemCode.MODEL_UNKNOWN, "no model is there for it");
        }
        LOG.warnf("no model chosen code=service-unavailable cause=%s", failure.getMessage());
        return Outcome.refused(ProblemCode.SERVICE_UNAVAILABLE, "the router cannot choose now");
    }
}
