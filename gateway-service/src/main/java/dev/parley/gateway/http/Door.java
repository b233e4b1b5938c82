package dev.parley.gateway.http;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.IdentityConfig.Mode;
import dev.parley.gateway.admission.HostGuard;
import dev.parley.gateway.admission.Origins;
import dev.parley.gateway.identity.LoopbackOnly;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.PublicDoor;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** What every request passes first, whatever it asks for: the name it calls us by, and the page it comes from. */
@ApplicationScoped
class Door implements PublicDoor {

    /** Before every other route, also those of the framework. */
    private static final int FIRST = Integer.MIN_VALUE + 1;

    private final HostGuard hosts;
    private final Origins origins;
    private final boolean open;

    Door(GatewayConfig config) {
        this.hosts = new HostGuard(ThisMachine.names());
        this.origins = new Origins(config.cors().allowedOrigins().orElse(List.of()));
        this.open = config.identity().mode() == Mode.OFF;
    }

    void open(@Observes Router router, VertxHttpConfig listener) {
        if (open) {
            LoopbackOnly.require(listener.host());
            router.route().order(FIRST).handler(this::checkHost);
        }
        router.route().order(FIRST + 1).handler(this::checkOrigin);
    }

    /** Only where nobody needs a key: a page that calls us by a name of its own has none to show. */
    private void checkHost(RoutingContext context) {
        String host = context.request().getHeader(HttpHeaders.HOST);
        if (hosts.allows(host)) {
            context.next();
        } else {
            Paths.forbid(
                    context, ProblemCode.HOST_NOT_ALLOWED, "Host: " + host + " (expected: a name of this machine)");
        }
    }

    private void checkOrigin(RoutingContext context) {
        HttpServerRequest request = context.request();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = request.getHeader(HttpHeaders.HOST);
        if (asksForWebSocket(request) && !Origins.isOwn(origin, host)) {
            Paths.forbid(context, ProblemCode.ORIGIN_NOT_ALLOWED, "Origin: " + origin + " (expected: " + host + ")");
            return;
        }
        switch (origins.judge(origin, host)) {
            case OWN -> context.next();
            case ALLOWED -> allow(context, origin);
            case REFUSED -> Paths.forbid(context, ProblemCode.ORIGIN_NOT_ALLOWED, "Origin: " + origin);
        }
    }

    private static boolean asksForWebSocket(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    private void allow(RoutingContext context, String origin) {
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origins.allowsAll() ? "*" : origin);
        if (!origins.allowsAll()) {
            response.putHeader(HttpHeaders.VARY, "Origin");
        }
        if (context.request().method() == HttpMethod.OPTIONS) {
            Preflight.answer(context);
        } else {
            context.next();
        }
    }
}
