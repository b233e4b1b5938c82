package dev.parley.gateway.upstream;

import dev.parley.gateway.GatewayConfig;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.Edge;
import dev.parley.transport.relay.AnswerForms;
import dev.parley.transport.relay.Attempt;
import dev.parley.transport.relay.Downstream;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Fault;
import dev.parley.transport.relay.Opening;
import dev.parley.transport.relay.PassedHeaders;
import dev.parley.transport.relay.Relay;
import dev.parley.transport.relay.RelayBounds;
import dev.parley.transport.relay.RequestBody;
import dev.parley.transport.relay.Silences;
import dev.parley.transport.relay.Unstarted;
import dev.parley.transport.relay.UpstreamCall;
import dev.parley.transport.relay.record.Surface;
import dev.parley.transport.relay.record.Tally;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The model routers: bytes to one of them and back, looked into by neither side of this process. */
@Singleton
public final class RouterRelay {

    /** What the router says of an answer. It names nodes, never addresses; the route it tells to admins only. */
    private static final List<String> ABOUT_THE_ANSWER = List.of(
            "X-Parley-Node",
            "X-Parley-Model",
            "X-Parley-Variant",
            "X-Parley-Attempts",
            "X-Parley-Queue-Ms",
            "X-Parley-Queue-Position",
            "X-Parley-Overhead-Ms",
            "X-Parley-Route",
            "X-Parley-Cache",
            Surface.ERROR_HEADER);

    /** What clients may say of how they want to be served; all other headers of ours stay outside. */
    private static final List<String> ASKED_BY_CLIENTS = List.of(
            "X-Parley-Priority", "X-Parley-Queue-Timeout", "X-Parley-Conversation", "X-Parley-Cache", "X-Parley-Route");

    private final Relay relay;
    private final RouterPool routers;
    private final Edge edge;
    private final Silences silences;
    private final PassedHeaders inbound;
    private final PassedHeaders outbound = PassedHeaders.ofResponse(ABOUT_THE_ANSWER);

    RouterRelay(Vertx vertx, GatewayConfig config, Secrets secrets, Clock clock) {
        GatewayConfig.Router router = config.router();
        GatewayConfig.Relay bounds = config.relay();
        this.relay = new Relay(
                vertx,
                Relay.clientOptions(router.connections(), router.connectTimeout()),
                new RelayBounds((int) bounds.maxRecord().asLongValue(), (int)
                        bounds.hold().asLongValue()));
        this.routers =
                new RouterPool(new RouterPool.Bounds(router.spread(), router.spreadFrom(), router.pause()), clock);
        new RouterLookup(vertx, router.urls().orElse(List.of(router.url())), routers).start(router.lookup());
        this.edge = secrets.toRouter();
        this.silences = new Silences(bounds.firstByte(), bounds.stall(), bounds.client());
        this.inbound = PassedHeaders.ofRequest(
                Stream.concat(ASKED_BY_CLIENTS.stream(), bounds.passHeaders().orElse(List.of()).stream())
                        .toList());
    }

    /** Whether requests should name their model: there are several routers to choose from. */
    public boolean choosesByModel() {
        return routers.areSeveral();
    }

    /** Where the routers are. */
    List<URI> bases() {
        return routers.bases();
    }

    /**
     * Passes a request on and its answer back. A router that cannot be reached, is about to go, or breaks the
     * connection at once, is passed over.
     *
     * @param headers the client's; what is not for a model is left out
     * @param refuse answers the client when no router gave an answer
     * @return completes once; never fails
     */
    public Future<Ending> pass(
            InferenceCall call, MultiMap headers, Caller caller, Downstream client, Consumer<Fault> refuse) {
        Asking asking = ask(call, headers, caller);
        client.left().onSuccess(gone -> asking.cancel());
        client.dismissed().onSuccess(why -> asking.cancel());
        return asking.opening()
                .compose(opening -> passOn(opening, client, refuse))
                .onComplete(ended -> asking.over());
    }

    private Future<Ending> passOn(Opening opening, Downstream client, Consumer<Fault> refuse) {
        if (opening instanceof Opening.Answered answered) {
            return answered.answer().passOn(client, toClient(answered.answer().headers()));
        }
        if (opening instanceof Opening.Unanswered unanswered) {
            refuse.accept(unanswered.fault());
            return Future.succeededFuture(new Ending.Failed(unanswered.fault(), Tally.NONE));
        }
        return Future.succeededFuture(new Ending.Cancelled(Tally.NONE));
    }

    /**
     * Asks, and leaves what a router opens with to whoever asked.
     *
     * @param headers as for {@link #pass}
     */
    Asking ask(InferenceCall call, MultiMap headers, Caller caller) {
        return new Asking(call, inbound.of(headers).addAll(edge.headers(caller)));
    }

    /** Of a router's headers those that a client gets. */
    MultiMap toClient(MultiMap headers) {
        return outbound.of(headers);
    }

    /**
     * What is asked of the router.
     *
     * @param forms tells the answers' forms
     * @param uri path and query
     * @param model as {@link #choosesByModel} wants it; empty where none is named
     */
    public record InferenceCall(AnswerForms forms, HttpMethod method, String uri, String model, RequestBody body) {}

    /** One request on its way from router to router. Belongs to the context on which it was asked. */
    final class Asking {

        private final InferenceCall call;
        private final MultiMap headers;
        private final String model;
        private Iterator<RouterPool.Member> left;
        private final Future<Opening> opening;
        private RouterPool.Member router;
        private volatile Attempt attempt;
        private volatile boolean cancelled;

        /** Asked in a second round: those that were away at first may be back by now. */
        private boolean again;

        private Asking(InferenceCall call, MultiMap headers) {
            this.call = call;
            this.headers = headers;
            this.model = ModelKey.of(call.model());
            this.left = routers.order(model).iterator();
            this.router = left.next();
            this.attempt = attempt();
            this.opening = attempt.opening().compose(this::follow);
        }

        /** Of the first router that is there, or of the last. Completes once; never fails. */
        Future<Opening> opening() {
            return opening;
        }

        /** As {@link Attempt#cancel}. */
        void cancel() {
            cancelled = true;
            attempt.cancel();
        }

        /** What came of it is at its end. */
        void over() {
            router.ended();
        }

        private Attempt attempt() {
            router.begun();
            return relay.ask(
                    new UpstreamCall(call.method(), router.base(), call.uri(), headers, call.body(), call.forms()),
                    silences);
        }

        private Future<Opening> next() {
            router.ended();
            router = left.next();
            attempt = attempt();
            return attempt.opening().compose(this::follow);
        }

        private Future<Opening> follow(Opening opened) {
            if (opened instanceof Opening.Answered answered) {
                if (isGoing(answered.answer())) {
                    return going(answered);
                }
                router.isThere();
            } else if (opened instanceof Opening.Unanswered unanswered && mayBeRepeatedAfter(unanswered.fault())) {
                router.isAway();
                if (canGoOn(unanswered.fault().reached())) {
                    return next();
                }
            }
            return Future.succeededFuture(opened);
        }

        private Future<Opening> going(Opening.Answered answered) {
            router.isAway();
            if (!canGoOn(true)) {
                return Future.succeededFuture(answered);
            }
            answered.answer().drop();
            return next();
        }

        /** A process that ends breaks what it had no time to read. Its body is gone soon, so little is generated twice. */
        private boolean mayBeRepeatedAfter(Fault fault) {
            return !fault.reached() || fault == Fault.BROKEN && !"1".equals(headers.get("X-Parley-Tries"));
        }

        /** @param held whether the last router had it: it may have waited there for long */
        private boolean canGoOn(boolean held) {
            if (!left.hasNext() && held && !again) {
                again = true;
                left = routers.order(model).iterator();
            }
            return left.hasNext() && call.body().canBeSent() && !cancelled;
        }

        /** It says so itself, or its server does, which knows no codes; what a node says has the node's name. */
        private static boolean isGoing(Unstarted answer) {
            MultiMap said = answer.headers();
            String code = said.get(Surface.ERROR_HEADER);
            boolean own = code == null || code.equals(ProblemCode.SERVICE_UNAVAILABLE.wireName());
            return answer.status() == 503 && own && !said.contains("X-Parley-Node");
        }
    }
}
