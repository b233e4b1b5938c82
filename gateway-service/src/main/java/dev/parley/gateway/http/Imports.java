package dev.parley.gateway.http;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.admission.HeldBytes;
import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Need;
import dev.parley.gateway.quota.Quotas;
import dev.parley.gateway.upstream.OrchestratorQueries;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.problem.ProblemException;
import dev.parley.transport.problem.Problems;
import dev.parley.transport.relay.Downstream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Conversations that are brought back: the one path of our own with a large body, which is passed to the orchestrator
 * unread. It counts as a request, as a start does.
 */
@ApplicationScoped
class Imports {

    /** Before the bodies of our other paths are read, which are smaller. */
    private static final int BEFORE_OWN_BODIES = -25;

    private final Vertx vertx;
    private final HeldBytes held;
    private final IncomingBody.Bounds bounds;
    private final Quotas quotas;
    private final LimitAnswers limits;
    private final Visits visits;
    private final OrchestratorQueries orchestrator;

    Imports(
            Vertx vertx,
            HeldBytes held,
            GatewayConfig config,
            Quotas quotas,
            LimitAnswers limits,
            Visits visits,
            OrchestratorQueries orchestrator) {
        this.vertx = vertx;
        this.held = held;
        this.bounds = new IncomingBody.Bounds(
                config.body().imported().asLongValue(), config.body().silence().toMillis());
        this.quotas = quotas;
        this.limits = limits;
        this.visits = visits;
        this.orchestrator = orchestrator;
    }

    void serve(@Observes Router router) {
        router.post("/api/conversations/import").order(BEFORE_OWN_BODIES).handler(this::bring);
    }

    private void bring(RoutingContext context) {
        Downstream client = Downstream.of(context);
        HeldBytes.Share share = held.share();
        IncomingBody.read(context.request(), share, bounds, vertx)
                .compose(body -> admitted(context, body))
                .onSuccess(body -> pass(context, client, new SentOnce(body, share, vertx, false), share))
                .onFailure(stopped -> {
                    share.close();
                    refuse(context, stopped);
                });
    }

    private Future<Buffer> admitted(RoutingContext context, Buffer body) {
        Identified who = Identified.of(context);
        return quotas.ask(Account.of(who.caller()), who.limits(), Need.REQUEST).compose(verdict -> {
            Optional<ProblemException> refusal = limits.tell(context.response(), verdict);
            return refusal.isPresent() ? Future.failedFuture(refusal.get()) : Future.succeededFuture(body);
        });
    }

    private void pass(RoutingContext context, Downstream client, SentOnce body, HeldBytes.Share share) {
        Visits.Visit visit = visits.begin(Identified.of(context), client::dismiss);
        orchestrator
                .bring(
                        body,
                        context.request().getHeader("Idempotency-Key"),
                        CallerHeader.caller(context),
                        client,
                        fault -> Problems.answer(
                                context, ProblemCode.SERVICE_UNAVAILABLE, "the orchestrator cannot be reached"))
                .onComplete(ended -> {
                    visit.close();
                    share.close();
                    client.dismissed().onSuccess(why -> Problems.answer(context, Problem.of(why, null, null)));
                });
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
