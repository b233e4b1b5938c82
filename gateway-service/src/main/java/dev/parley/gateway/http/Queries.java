package dev.parley.gateway.http;

import dev.parley.gateway.http.InferenceGate.Passage;
import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.inference.Kind;
import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Need;
import dev.parley.gateway.quota.Quotas;
import dev.parley.gateway.upstream.OrchestratorQueries;
import dev.parley.gateway.usage.OpenAnswers;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.problem.ProblemException;
import dev.parley.transport.problem.Problems;
import dev.parley.transport.relay.Downstream;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.RequestBody;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The model manager and refinement, which are the orchestrator's: questions, answered whole or as a stream, and what goes with
 * them (the choice of a model, memories, settings, traces). A question passes the gate that every question to a model passes,
 * and everything that was generated for it is accounted for; the rest costs a request.
 */
@ApplicationScoped
class Queries {

    /** After the door, before the framework's routes. */
    private static final int BEFORE_RESOURCES = -10;

    private static final String SETTINGS = "/config/orchestration";

    private final InferenceGate gate;
    private final InferenceAccounts accounts;
    private final OpenAnswers answers;
    private final Visits visits;
    private final Quotas quotas;
    private final LimitAnswers limits;
    private final OrchestratorQueries orchestrator;

    Queries(
            InferenceGate gate,
            InferenceAccounts accounts,
            OpenAnswers answers,
            Visits visits,
            Quotas quotas,
            LimitAnswers limits,
            OrchestratorQueries orchestrator) {
        this.gate = gate;
        this.accounts = accounts;
        this.answers = answers;
        this.visits = visits;
        this.quotas = quotas;
        this.limits = limits;
        this.orchestrator = orchestrator;
    }

    void serve(@Observes Router router) {
        router.post("/api/query").order(BEFORE_RESOURCES).handler(this::ask);
        router.post("/api/models/switch").order(BEFORE_RESOURCES).handler(this::request);
        router.delete("/api/query/memory/:id").order(BEFORE_RESOURCES).handler(this::request);
        router.post("/generate").order(BEFORE_RESOURCES).handler(this::ask);
        router.get(SETTINGS).order(BEFORE_RESOURCES).handler(this::request);
        router.put(SETTINGS).order(BEFORE_RESOURCES).handler(this::request);
        router.delete(SETTINGS).order(BEFORE_RESOURCES).handler(this::request);
        router.get("/api/traces").order(BEFORE_RESOURCES).handler(this::request);
        router.get("/api/traces/:id").order(BEFORE_RESOURCES).handler(this::request);
    }

    /** Its options are ours: nothing in it decides how a model is loaded. */
    private void ask(RoutingContext context) {
        Downstream client = Downstream.of(context);
        gate.read(context)
                .compose(given -> gate.pass(context, Kind.OPENAI_CHAT, given))
                .onSuccess(passage -> relay(context, client, passage))
                .onFailure(stopped -> refuse(context, stopped));
    }

    private void relay(RoutingContext context, Downstream client, Passage passage) {
        Visits.Visit visit = visits.begin(Identified.of(context), client::dismiss);
        OpenAnswers.Answer answer = answers.begin(context.request().connection()::close);
        pass(context, client, passage.body()).onSuccess(ending -> {
            visit.close();
            passage.share().close();
            accounts.close(context, Kind.OPENAI_CHAT, passage.length(), passage.lease(), ending);
            answer.end();
        });
    }

    /** It costs a request, and no tokens. */
    private void request(RoutingContext context) {
        Identified who = Identified.of(context);
        Buffer body = context.body().buffer();
        quotas.ask(Account.of(who.caller()), who.limits(), Need.REQUEST)
                .onSuccess(verdict -> limits.tell(context.response(), verdict)
                        .ifPresentOrElse(
                                refusal -> Problems.answer(context, refusal.problem()),
                                () -> pass(
                                        context,
                                        Downstream.of(context),
                                        RequestBody.of(body == null ? Buffer.buffer() : body))));
    }

    private Future<Ending> pass(RoutingContext context, Downstream client, RequestBody body) {
        String query = context.request().query();
        return orchestrator
                .pass(
                        context.request().method(),
                        context.normalizedPath() + (query == null ? "" : "?" + query),
                        body,
                        CallerHeader.caller(context),
                        client,
                        fault -> Problems.answer(
                                context, ProblemCode.SERVICE_UNAVAILABLE, "the orchestrator cannot be reached"))
                .onSuccess(ended ->
                        client.dismissed().onSuccess(why -> Problems.answer(context, Problem.of(why, null, null))));
    }

    /** Whoever left is told nothing. */
    private static void refuse(RoutingContext context, Throwable stopped) {
        if (stopped instanceof ProblemException problem) {
            Problems.answer(context, problem.problem());
        } else if (!context.response().closed()) {
            context.fail(stopped);
        }
    }
}
