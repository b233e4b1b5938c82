package dev.parley.gateway.door;

import dev.parley.gateway.tunnel.Tunnel;
import dev.parley.gateway.tunnel.Tunnels;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.edge.EdgeGuard;
import dev.parley.transport.problem.Problems;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The door, on one event loop. */
final class DoorServer extends AbstractVerticle {

    /** What a router says of a caller may be 8 KB. */
    private static final int MOST_HEADER_BYTES = 20 * 1024;

    private static final String ROUTER = "router";

    private final String host;
    private final int port;
    private final EdgeGuard guard;
    private final Tunnels tunnels;
    private @Nullable HttpServer server;

    DoorServer(String host, int port, EdgeGuard guard, Tunnels tunnels) {
        this.host = host;
        this.port = port;
        this.guard = guard;
        this.tunnels = tunnels;
    }

    /** The port it listens on. */
    int port() {
        return server == null ? port : server.actualPort();
    }

    @Override
    public void start(Promise<Void> started) {
        Router routes = Router.router(vertx);
        routes.route().handler(guard);
        routes.route("/tunnels/:id/*").handler(this::pass);
        routes.route().handler(DoorServer::nothing);
        // The port is a label of the framework's metrics, which all servers must have or none: it is none where it is
        // any.
        HttpServerOptions options =
                new HttpServerOptions().setMaxHeaderSize(MOST_HEADER_BYTES).setPort(Math.max(0, port));
        server = vertx.createHttpServer(options).requestHandler(routes);
        server.listen(port, host).<Void>mapEmpty().onComplete(started);
    }

    private void pass(RoutingContext context) {
        if (!CallerHeader.from(context).equals(ROUTER)) {
            Problems.answer(context, ProblemCode.EDGE_REFUSED, "only routers ask nodes");
            return;
        }
        // A row may be older than its tunnel: what is not this tenant's is not there.
        Optional<Tunnel> tunnel = tunnels.find(context.pathParam("id"))
                .filter(found ->
                        found.tenant().equals(CallerHeader.caller(context).tenant()));
        if (tunnel.isPresent()) {
            Passage.begin(context, tunnel.get());
        } else {
            Problems.answer(context, ProblemCode.NO_NODE, "the tunnel is gone");
        }
    }

    private static void nothing(RoutingContext context) {
        Problems.answer(context, ProblemCode.NOT_FOUND, "there is nothing here");
    }
}
