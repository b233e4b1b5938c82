package dev.parley.orchestrator.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.query.ModelChoice;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.ServedModel;
import dev.parley.protocol.node.ServedModels;
import dev.parley.protocol.node.TaskTypeNames;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

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
        return Uni.combine()
                .all()
                .unis(router.shown(caller, "task:" + task, null), router.served(caller))
                .with((shown, served) -> chosen(task, shown, served));
    }

    private static Outcome<Chosen> chosen(String task, RestResponse<JsonNode> shown, ServedModels served) {
        String model = shown.getHeaderString("X-Parley-Model");
        if (model == null) {
            return Outcome.refused(ProblemCode.MODEL_UNKNOWN, "task_type: " + task);
        }
        // The header folds the name; a person is told it as the node spells it.
        ServedModel found = served.models().stream()
                .filter(one -> one.model().equalsIgnoreCase(model))
                .findFirst()
                .orElseGet(() -> new ServedModel(model, "", List.of(), 0));
        String node = shown.getHeaderString("X-Parley-Node");
        String able =
                found.capabilities().isEmpty() ? "" : ", good at " + String.join(", ", found.capabilities()) + ",";
        return Outcome.given(
                new Chosen(found.model(), "for %s tasks: %s%s would answer with it now".formatted(task, node, able)));
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
