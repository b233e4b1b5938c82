package dev.parley.gateway.upstream;

import dev.parley.gateway.GatewayConfig;
import dev.parley.protocol.caller.Caller;
import dev.parley.transport.edge.Edge;
import dev.parley.transport.relay.Downstream;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Fault;
import dev.parley.transport.relay.PassedHeaders;
import dev.parley.transport.relay.Relay;
import dev.parley.transport.relay.RelayBounds;
import dev.parley.transport.relay.RequestBody;
import dev.parley.transport.relay.Silences;
import dev.parley.transport.relay.UpstreamCall;
import dev.parley.transport.relay.record.Surface;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/** The model router: bytes to it and back, looked into by neither side of this process. */
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
    private final URI router;
    private final Edge edge;
    private final Silences silences;
    private final PassedHeaders inbound;
    private final PassedHeaders outbound = PassedHeaders.ofResponse(ABOUT_THE_ANSWER);

    RouterRelay(Vertx vertx, GatewayConfig config, Secrets secrets) {
        GatewayConfig.Router router = config.router();
        GatewayConfig.Relay bounds = config.relay();
        this.relay = new Relay(
                vertx,
                vertx.createHttpClient(Relay.clientOptions(router.connections(), router.connectTimeout())),
                new RelayBounds((int) bounds.maxRecord().asLongValue(), (int)
                        bounds.hold().asLongValue()));
        this.router = router.url();
        this.edge = secrets.toRouter();
        this.silences = new Silences(bounds.firstByte(), bounds.stall(), bounds.client());
        this.inbound = PassedHeaders.ofRequest(bounds.passHeaders().orElse(List.of()));
    }

    /**
     * Passes a request on and its answer back.
     *
     * @param headers the client's; what is not for a model is left out
     * @param refuse answers the client when the router gave no answer
     * @return completes once; never fails
     */
    public Future<Ending> pass(
            InferenceCall call, MultiMap headers, Caller caller, Downstream client, Consumer<Fault> refuse) {
        MultiMap passed = inbound.of(headers).addAll(edge.headers(caller));
        UpstreamCall upstream = UpstreamCall.on(call.surface(), call.method(), router, call.uri(), passed, call.body());
        return relay.straight(upstream, silences, client, outbound, refuse);
    }

    /**
     * What is asked of the router.
     *
     * @param uri path and query
     */
    public record InferenceCall(Surface surface, HttpMethod method, String uri, RequestBody body) {}
}
