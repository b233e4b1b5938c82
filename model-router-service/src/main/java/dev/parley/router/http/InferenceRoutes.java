package dev.parley.router.http;

import dev.parley.router.relay.Endpoint;
import dev.parley.router.relay.InferenceRelay;
import dev.parley.transport.edge.CallerHeader;
import dev.parley.transport.relay.Downstream;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The paths that are relayed to nodes. */
@ApplicationScoped
class InferenceRoutes {

    void open(@Observes Router router, InferenceRelay relay) {
        for (Endpoint endpoint : Endpoint.values()) {
            router.post(endpoint.path())
                    .handler(context -> relay.relay(
                            endpoint, context.request(), Downstream.of(context), CallerHeader.caller(context)));
        }
    }
}
