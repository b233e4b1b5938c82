package dev.parley.orchestrator.http;

import static dev.parley.orchestrator.http.PlainRoutes.answer;
import static dev.parley.orchestrator.http.PlainRoutes.first;
import static dev.parley.orchestrator.http.PlainRoutes.json;
import static dev.parley.orchestrator.http.PlainRoutes.reading;
import static dev.parley.orchestrator.http.PlainRoutes.tell;

import dev.parley.orchestrator.query.ModelChoice;
import dev.parley.orchestrator.query.Query;
import dev.parley.orchestrator.query.QueryDesk;
import dev.parley.orchestrator.query.QueryReading;
import dev.parley.protocol.caller.Caller;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The model manager over HTTP: plain routes, because answers may be streamed line by line. */
@Singleton
final class QueryRoutes {

    /** Every character of the longest context escaped, and the rest. */
    private static final long LONGEST_BODY = 16_000_000;

    private final QueryDesk desk;
    private final ModelChoice choice;

    QueryRoutes(QueryDesk desk, ModelChoice choice) {
        this.desk = desk;
        this.choice = choice;
    }

    void register(@Observes Router router) {
        answer(reading(router.post("/api/query"), LONGEST_BODY), this::ask);
        answer(reading(router.post("/api/models/switch"), LONGEST_BODY), this::choose);
        answer(first(router.delete("/api/query/memory/:id")), this::forget);
    }

    private void ask(RoutingContext context, Caller caller) {
        Query query = Answers.value(QueryReading.read(json(context)));
        desk.ask(caller, query).subscribe().withSubscriber(new QueryAnswer(context, query));
    }

    private void choose(RoutingContext context, Caller caller) {
        String task = Answers.value(QueryReading.readTask(json(context)));
        tell(
                context,
                choice.choose(caller, task),
                chosen -> new JsonObject().put("model", chosen.model()).put("reason", chosen.reason()));
    }

    private void forget(RoutingContext context, Caller caller) {
        String id = context.pathParam("id");
        if (!QueryReading.isMemory(id)) {
            context.response().setStatusCode(204).end();
            return;
        }
        desk.forget(caller, id)
                .subscribe()
                .with(
                        forgotten -> context.response().setStatusCode(204).end(),
                        failure -> PlainRoutes.failed(context, failure));
    }
}
