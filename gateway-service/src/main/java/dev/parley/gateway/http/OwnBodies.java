package dev.parley.gateway.http;

import dev.parley.gateway.GatewayConfig;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.Problems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.Stream;

/** Reads the bodies sent to our own paths and stops at the bound, whether or not their length was told. */
@ApplicationScoped
class OwnBodies {

    /** After the door, before the framework's routes. */
    private static final int BEFORE_RESOURCES = -20;

    void read(@Observes Router router, GatewayConfig config) {
        long bound = config.body().own().asLongValue();
        Stream.of("/api/conversations*", "/api/models*", "/api/nodes*", "/api/keys*", "/api/session*")
                .forEach(path -> read(router, path, bound));
    }

    private static void read(Router router, String path, long bound) {
        router.route(path)
                .method(HttpMethod.POST)
                .method(HttpMethod.PUT)
                .method(HttpMethod.PATCH)
                .method(HttpMethod.DELETE)
                .order(BEFORE_RESOURCES)
                .handler(BodyHandler.create(false).setBodyLimit(bound))
                .handler(OwnBodies::markEmpty)
                .failureHandler(context -> refuse(context, bound));
    }

    /** The reader leaves no body behind where it found none, and the framework would wait for that one for ever. */
    private static void markEmpty(RoutingContext context) {
        if (context.body().buffer() == null) {
            ((RoutingContextInternal) context).setBody(Buffer.buffer());
        }
        context.next();
    }

    private static void refuse(RoutingContext context, long bound) {
        if (context.statusCode() == ProblemCode.BODY_TOO_LARGE.status()) {
            Problems.answer(context, ProblemCode.BODY_TOO_LARGE, "body (expected: at most " + bound + " bytes)");
        } else {
            context.next();
        }
    }
}
