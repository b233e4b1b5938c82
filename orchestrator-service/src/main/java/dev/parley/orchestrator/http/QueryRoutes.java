package dev.parley.orchestrator.http;

import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.query.ModelChoice;
import dev.parley.orchestrator.query.Query;
import dev.parley.orchestrator.query.QueryDesk;
import dev.parley.orchestrator.query.QueryReading;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.problem.ProblemException;
import dev.parley.transport.problem.Problems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/** The model manager over HTTP: plain routes, because answers may be streamed line by line. */
@Singleton
final class QueryRoutes {

    private static final Logger LOG = Logger.getLogger(QueryRoutes.class);
    private static final int BEFORE_RESOURCES = 0;

    /** Every character of the longest context escaped, and the rest. */
    private static final long LONGEST_BODY = 16_000_000;

    private final QueryDesk desk;
    private final ModelChoice choice;

    QueryRoutes(QueryDesk desk, ModelChoice choice) {
        this.desk = desk;
        this.choice = choice;
    }

    void register(@Observes Router router) {
        answer(reading(router.post("/api/query")), this::ask);
        answer(reading(router.post("/api/models/switch")), this::choose);
        answer(router.delete("/api/query/memory/:id").order(BEFORE_RESOURCES), this::forget);
    }

    private static Route reading(Route route) {
        return route.order(BEFORE_RESOURCES)
                .handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY))
                .failureHandler(QueryRoutes::unread);
    }

    private static void unread(RoutingContext context) {
        if (context.statusCode() == ProblemCode.BODY_TOO_LARGE.status()) {
            Problems.answer(context, ProblemCode.BODY_TOO_LARGE, "body (expected: %,d bytes)".formatted(LONGEST_BODY));
        } else {
            context.next();
        }
    }

    private static void answer(Route route, BiConsumer<RoutingContext, Caller> work) {
        route.handler(context -> {
            try {
                work.accept(context, allowed(CallerHeader.caller(context)));
            } catch (ProblemException refused) {
                Problems.answer(context, refused.problem());
            }
        });
    }

    private static Caller allowed(Caller caller) {
        if (!caller.scopes().contains(Scope.INFERENCE)) {
            throw new ProblemException(ProblemCode.SCOPE_MISSING, "scope: inference");
        }
        return caller;
    }

    private void ask(RoutingContext context, Caller caller) {
        Query query = Answers.value(QueryReading.read(json(context)));
        desk.ask(caller, query).subscribe().withSubscriber(new QueryAnswer(context, query));
    }

    private void choose(RoutingContext context, Caller caller) {
        String task = Answers.value(QueryReading.readTask(json(context)));
        choice.choose(caller, task)
                .subscribe()
                .with(
                        outcome -> context.vertx().runOnContext(here -> chosen(context, outcome)),
                        failure -> failed(context, failure));
    }

    private static void chosen(RoutingContext context, Outcome<ModelChoice.Chosen> outcome) {
        if (outcome instanceof Outcome.Given<ModelChoice.Chosen> given) {
            context.response()
                    .putHeader("Content-Type", "application/json")
                    .end(new JsonObject()
                            .put("model", given.value().model())
                            .put("reason", given.value().reason())
                            .toBuffer());
        } else {
            Problems.answer(context, Answers.problem(((Outcome.Refused<?>) outcome).refusal()));
        }
    }

    private void forget(RoutingContext context, Caller caller) {
        String id = context.pathParam("id");
        if (!QueryReading.isMemory(id)) {
            context.response().setStatusCode(204).end();
            return;
        }
        desk.forget(caller, id)
                .subscribe()
                .with(forgotten -> context.response().setStatusCode(204).end(), failure -> failed(context, failure));
    }

    private static JsonObject json(RoutingContext context) {
        Buffer body = context.body().buffer();
        try {
            return new JsonObject(body == null ? Buffer.buffer() : body);
        } catch (DecodeException noObject) {
            throw new ProblemException(ProblemCode.MALFORMED_BODY, "the body is not JSON (expected: an object)");
        }
    }

    static void failed(RoutingContext context, Throwable failure) {
        if (failure instanceof StoreUnavailable) {
            Problems.answer(context, StoreProblems.AWAY);
        } else {
            LOG.error("question failed code=internal-error", failure);
            Problems.answer(context, Problem.of(ProblemCode.INTERNAL_ERROR, null, null));
        }
    }
}
