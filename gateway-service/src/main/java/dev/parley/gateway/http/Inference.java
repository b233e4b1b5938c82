package dev.parley.gateway.http;

import dev.parley.gateway.chat.Shape;
import dev.parley.gateway.http.InferenceGate.Given;
import dev.parley.gateway.http.InferenceGate.Passage;
import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.inference.Kind;
import dev.parley.gateway.upstream.RouterRelay;
import dev.parley.gateway.upstream.RouterRelay.InferenceCall;
import dev.parley.gateway.usage.OpenAnswers;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.problem.ProblemException;
import dev.parley.transport.relay.Downstream;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.RequestBody;
import dev.parley.transport.relay.record.Tally;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The inference paths: passed on to the router. What asks a model goes through the gate first, and is accounted for. */
@ApplicationScoped
class Inference {

    /** After the door, before the listener's own bound on bodies and the framework's routes. */
    private static final int BEFORE_RESOURCES = -10;

    private final RouterRelay router;
    private final InferenceGate gate;
    private final TaskChat taskChat;
    private final InferenceAccounts accounts;
    private final OpenAnswers answers;
    private final Visits visits;
    private final RelayMeter meter;

    Inference(
            RouterRelay router,
            InferenceGate gate,
            TaskChat taskChat,
            InferenceAccounts accounts,
            OpenAnswers answers,
            Visits visits,
            RelayMeter meter) {
        this.router = router;
        this.gate = gate;
        this.taskChat = taskChat;
        this.accounts = accounts;
        this.answers = answers;
        this.visits = visits;
        this.meter = meter;
    }

    void serve(@Observes Router routes) {
        for (InferencePath path : InferencePath.SERVED) {
            routes.route(path.path()).order(BEFORE_RESOURCES).handler(context -> serve(context, path));
        }
    }

    private void serve(RoutingContext context, InferencePath path) {
        HttpServerRequest request = context.request();
        if (path.redirects(request.path())) {
            OllamaTexts.redirect(context, path.path());
        } else if (!path.methods().contains(request.method())) {
            OllamaTexts.methodNotAllowed(context, path.methods());
        } else {
            Downstream client = Downstream.of(context);
            path.kind()
                    .ifPresentOrElse(
                            kind -> ask(context, path, kind, client),
                            () -> relay(context, path, client, "", RequestBody.of(Buffer.buffer())));
        }
    }

    private void ask(RoutingContext context, InferencePath path, Kind kind, Downstream client) {
        gate.read(context)
                .onSuccess(given -> {
                    if (kind == Kind.CHAT) {
                        tellApart(context, path, client, given);
                    } else {
                        pass(context, path, kind, client, given);
                    }
                })
                .onFailure(stopped -> refuse(context, path, stopped));
    }

    /** Two kinds of chat share a path. */
    private void tellApart(RoutingContext context, InferencePath path, Downstream client, Given given) {
        Shape.isTaskChat(given.body(), context.vertx().getOrCreateContext()).onSuccess(task -> {
            if (task) {
                taskChat.answer(context, given, client);
            } else {
                pass(context, path, Kind.CHAT, client, given);
            }
        });
    }

    private void pass(RoutingContext context, InferencePath path, Kind kind, Downstream client, Given given) {
        gate.pass(context, kind, given)
                .onSuccess(passage -> relay(context, path, kind, client, passage))
                .onFailure(stopped -> refuse(context, path, stopped));
    }

    private void relay(RoutingContext context, InferencePath path, Kind kind, Downstream client, Passage passage) {
        Visits.Visit visit = visits.begin(Identified.of(context), client::dismiss);
        OpenAnswers.Answer answer = answers.begin(context.request().connection()::close);
        Future.succeededFuture(passage.body())
                .compose(body -> relay(context, path, client, passage.model(), body))
                .onFailure(context::fail)
                .otherwise(failure -> new Ending.Cancelled(Tally.NONE))
                .onSuccess(ending -> {
                    visit.close();
                    client.dismissed().onSuccess(why -> refuse(context, path, why, why.title()));
                    passage.share().close();
                    accounts.close(context, kind, passage.length(), passage.lease(), ending);
                    answer.end();
                });
    }

    private Future<Ending> relay(
            RoutingContext context, InferencePath path, Downstream client, String model, RequestBody body) {
        HttpServerRequest request = context.request();
        String query = request.query();
        InferenceCall call = new InferenceCall(
                path.surface()::form,
                request.method(),
                query == null ? path.path() : path.path() + "?" + query,
                model,
                body);
        return router.pass(
                        call,
                        request.headers(),
                        CallerHeader.caller(context),
                        client,
                        fault -> refuse(context, path, ProblemCode.SERVICE_UNAVAILABLE, "the router cannot be reached"))
                .onComplete(meter.of(path.path()));
    }

    /** Whoever left is told nothing. */
    private static void refuse(RoutingContext context, InferencePath path, Throwable stopped) {
        if (stopped instanceof ProblemException problem) {
            refuse(
                    context,
                    path,
                    problem.problem().code(),
                    String.valueOf(problem.problem().detail()));
        } else if (!context.response().closed()) {
            context.fail(stopped);
        }
    }

    private static void refuse(RoutingContext context, InferencePath path, ProblemCode code, String message) {
        path.surface().refuse(context.response(), code, message);
    }
}
