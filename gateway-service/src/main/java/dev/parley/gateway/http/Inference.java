package dev.parley.gateway.http;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.upstream.RouterRelay;
import dev.parley.gateway.upstream.RouterRelay.InferenceCall;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.relay.Downstream;
import dev.parley.transport.relay.RequestBody;
import dev.parley.transport.relay.StreamedBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The inference paths: passed on to the router as they are. */
@ApplicationScoped
class Inference {

    /** After the door, before the listener's own bound on bodies and the framework's routes. */
    private static final int BEFORE_RESOURCES = -10;

    private final RouterRelay router;
    private final RelayMeter meter;
    private final long bodyBound;

    Inference(RouterRelay router, RelayMeter meter, GatewayConfig config) {
        this.router = router;
        this.meter = meter;
        this.bodyBound = config.body().inference().asLongValue();
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
            relay(context, path, Downstream.of(context));
        }
    }

    private void relay(RoutingContext context, InferencePath path, Downstream client) {
        HttpServerRequest request = context.request();
        String query = request.query();
        InferenceCall call = new InferenceCall(
                path.surface(),
                request.method(),
                query == null ? path.path() : path.path() + "?" + query,
                body(context, path));
        router.pass(
                        call,
                        request.headers(),
                        CallerHeader.caller(context),
                        client,
                        fault -> refuse(context, path, ProblemCode.SERVICE_UNAVAILABLE, "the router cannot be reached"))
                .onComplete(meter.of(path.path()));
    }

    private RequestBody body(RoutingContext context, InferencePath path) {
        return path.methods().contains(HttpMethod.POST)
                ? StreamedBody.of(
                        context.request(),
                        bodyBound,
                        () -> refuse(
                                context,
                                path,
                                ProblemCode.BODY_TOO_LARGE,
                                "the request body is larger than " + bodyBound + " bytes"))
                : RequestBody.of(Buffer.buffer());
    }

    private static void refuse(RoutingContext context, InferencePath path, ProblemCode code, String message) {
        path.surface().refuse(context.response(), code, message);
    }
}
