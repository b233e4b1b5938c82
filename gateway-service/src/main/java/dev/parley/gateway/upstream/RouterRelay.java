package dev.parley.gateway.upstream;

import dev.parley.gateway.GatewayConfig;
import dev.parley.protocol.caller.Caller;
import dev.parley.transport.edge.Edge;
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

/** The model routers: bytes to one of them and back, looked into by neither side of this process. */
@Singleton
public final class RouterRelay {

    /** What the router says of an answer. It names nodes, never addresses. */
    private static final List<String> ABOUT_THE_ANSWER = List.of(
            "X-Parley-Node",
            "X-Parley-Model",
            "X-Parley-Attempts",
            "X-Parley-Queue-Ms",
            "X-Parley-Overhead-Ms",
            Surface.ERROR_HEADER);

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
                vertx.createHttpClient(Relay.clientOptions(router.connections(), router.connectTimeout())),
                new RelayBounds((int) bounds.maxRecord().asLongValue(), (int)
                        bounds.hold().asLongValue()));
        this.routers =
                new RouterPool(new RouterPool.Bounds(router.spread(), router.spreadFrom(), router.pause()), clock);
        new RouterLookup(vertx, router.urls().orElse(List.of(router.url())), routers).start(router.lookup());
        this.edge = secrets.toRouter();
        this.silences = new Silences(bounds.firstByte(), bounds.stall(), bounds.client());
        this.inbound = PassedHeaders.ofRequest(bounds.passHeaders().orElse(List.of()));
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
     * Passes a request on and its answer back. A router that cannot be reached, or is about to go, is passed over.
     *
     * @param headers the client's; what is not for a model is left out
     * @param refuse answers the client when no router gave an answer
     * @return completes once; never fails
     */
    public Future<Ending> pass(
            InferenceCall call, MultiMap headers, Caller caller, Downstream client, Consumer<Fault> refuse) {
        MultiMap passed = inbound.of(headers).addAll(edge.headers(caller));
        return new Asking(call, passed, client, refuse).next();
    }

    /**
     * What is asked of the router.
     *
     * @param model as {@link #choosesByModel} wants it; empty where none is named
     * @param uri path and query
     */
    public record InferenceCall(Surface surface, HttpMethod method, String uri, String model, RequestBody body) {}

    /** One request on its way from router to router. */
    private final class Asking {

        private final InferenceCall call;
        private final MultiMap headers;
        private final Downstream client;
        private final Consumer<Fault> refuse;
        private final Iterator<RouterPool.Member> left;

        Asking(InferenceCall call, MultiMap headers, Downstream client, Consumer<Fault> refuse) {
            this.call = call;
            this.headers = headers;
            this.client = client;
            this.refuse = refuse;
            this.left = routers.order(ModelKey.of(call.model())).iterator();
        }

        Future<Ending> next() {
            RouterPool.Member router = left.next();
            router.begun();
            Attempt attempt = relay.ask(
                    UpstreamCall.on(call.surface(), call.method(), router.base(), call.uri(), headers, call.body()),
                    silences);
            client.left().onSuccess(gone -> attempt.cancel());
            client.dismissed().onSuccess(why -> attempt.cancel());
            return attempt.opening().compose(opening -> follow(router, opening)).onComplete(ended -> router.ended());
        }

        private Future<Ending> follow(RouterPool.Member router, Opening opening) {
            if (opening instanceof Opening.Answered answered) {
                return follow(router, answered.answer());
            }
            if (opening instanceof Opening.Unanswered unanswered) {
                return unanswered(router, unanswered.fault());
            }
            return Future.succeededFuture(new Ending.Cancelled(Tally.NONE));
        }

        private Future<Ending> follow(RouterPool.Member router, Unstarted answer) {
            if (isGoing(answer) && canGoOn()) {
                answer.drop();
                router.isAway();
                return next();
            }
            router.isThere();
            return answer.passOn(client, outbound.of(answer.headers()));
        }

        private Future<Ending> unanswered(RouterPool.Member router, Fault fault) {
            if (!fault.reached()) {
                router.isAway();
                if (canGoOn()) {
                    return next();
                }
            }
            refuse.accept(fault);
            return Future.succeededFuture(new Ending.Failed(fault, Tally.NONE));
        }

        private boolean canGoOn() {
            return left.hasNext() && call.body().canBeSent() && !client.gone();
        }

        /** What a router says itself has a code, and what a node says has the node's name. */
        private static boolean isGoing(Unstarted answer) {
            MultiMap said = answer.headers();
            return answer.status() == 503 && !said.contains(Surface.ERROR_HEADER) && !said.contains("X-Parley-Node");
        }
    }
}
