package dev.parley.gateway.http;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.admission.HeldBytes;
import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.inference.InferenceRules;
import dev.parley.gateway.inference.Kind;
import dev.parley.gateway.inference.Ruling;
import dev.parley.gateway.inference.TokenCount;
import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Lease;
import dev.parley.gateway.quota.Need;
import dev.parley.gateway.quota.Quotas;
import dev.parley.gateway.quota.Verdict;
import dev.parley.gateway.upstream.RouterRelay;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import dev.parley.transport.relay.request.MalformedRequest;
import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What a request for a model passes before it is relayed: its body is read and looked into, rules and limits are kept. */
@ApplicationScoped
class InferenceGate {

    private final Vertx vertx;
    private final HeldBytes held;
    private final IncomingBody.Bounds bounds;
    private final InferenceRules rules;
    private final TokenCount count;
    private final Quotas quotas;
    private final LimitAnswers answers;
    private final RouterRelay router;

    InferenceGate(
            Vertx vertx,
            GatewayConfig config,
            HeldBytes held,
            InferenceRules rules,
            TokenCount count,
            Quotas quotas,
            LimitAnswers answers,
            RouterRelay router) {
        this.vertx = vertx;
        this.held = held;
        this.bounds = new IncomingBody.Bounds(
                config.body().inference().asLongValue(), config.body().silence().toMillis());
        this.rules = rules;
        this.count = count;
        this.quotas = quotas;
        this.answers = answers;
        this.router = router;
    }

    /**
     * A request that may go on.
     *
     * @param length of the body as it came
     * @param model that is asked for; empty if nobody looked or none is named
     * @param lease to be settled
     */
    record Passage(SentOnce body, HeldBytes.Share share, long length, String model, Lease lease) {}

    /**
     * A body as it came.
     *
     * @param share to be closed when the body is not held any more
     */
    record Given(Buffer body, HeldBytes.Share share) {}

    /** Fails with {@link ProblemException} for what may not be read, headers of the answer being set; or if the client left. */
    Future<Given> read(RoutingContext context) {
        HeldBytes.Share share = held.share();
        return IncomingBody.read(context.request(), share, bounds, vertx)
                .map(body -> new Given(body, share))
                .onFailure(stopped -> share.close());
    }

    /** Fails with {@link ProblemException} for what may not go on, headers of the answer being set. */
    Future<Passage> pass(RoutingContext context, Kind kind, Given given) {
        HeldBytes.Share share = given.share();
        Identified who = Identified.of(context);
        return judge(who, kind, given.body())
                .compose(judged -> admit(context, who, judged).map(lease -> passage(judged, share, lease)))
                .onFailure(stopped -> share.close());
    }

    /** A body as it may go on, and what it may take. */
    private record Judged(Buffer body, long length, String model, Need need) {}

    private Passage passage(Judged judged, HeldBytes.Share share, Lease lease) {
        SentOnce body = new SentOnce(judged.body(), share, vertx, router.choosesByModel());
        return new Passage(body, share, judged.length(), judged.model(), lease);
    }

    /** Keys that may do everything and have no limits are not looked into: their bodies cost nothing here. */
    private Future<Judged> judge(Identified who, Kind kind, Buffer body) {
        boolean trusted = who.caller().scopes().contains(Scope.MODELS_WRITE);
        if (trusted && who.limits().areNone()) {
            return model(body).map(model -> new Judged(body, body.length(), model, Need.REQUEST));
        }
        return RequestLook.at(body, vertx.getOrCreateContext())
                .recover(InferenceGate::malformed)
                .compose(look -> judge(trusted, kind, look));
    }

    private Future<Judged> judge(boolean trusted, Kind kind, RequestLook look) {
        Ruling ruling = trusted ? new Ruling.Passed(look.body()) : rules.judge(kind, look);
        if (ruling instanceof Ruling.Refused refused) {
            return Future.failedFuture(new ProblemException(refused.code(), refused.detail()));
        }
        Buffer passed = ((Ruling.Passed) ruling).body();
        return Future.succeededFuture(new Judged(passed, look.body().length(), model(look), count.need(kind, look)));
    }

    /** Looked for only where a router is chosen by it; what cannot be read is for the router to refuse. */
    private Future<String> model(Buffer body) {
        return router.choosesByModel()
                ? RequestLook.at(body, vertx.getOrCreateContext())
                        .map(InferenceGate::model)
                        .otherwise("")
                : Future.succeededFuture("");
    }

    private static String model(RequestLook look) {
        return look.model(true).orElse("");
    }

    private static <T> Future<T> malformed(Throwable failure) {
        return Future.failedFuture(
                failure instanceof MalformedRequest malformed
                        ? new ProblemException(ProblemCode.MALFORMED_BODY, malformed.text())
                        : failure);
    }

    private Future<Lease> admit(RoutingContext context, Identified who, Judged judged) {
        return quotas.ask(Account.of(who.caller()), who.limits(), judged.need()).compose(verdict -> {
            Optional<ProblemException> refusal = answers.tell(context.response(), verdict);
            return refusal.isPresent()
                    ? Future.failedFuture(refusal.get())
                    : Future.succeededFuture(((Verdict.Admitted) verdict).lease());
        });
    }
}
