package dev.parley.transport.problem;

import dev.parley.protocol.problem.ProblemCode;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses in words a body that says itself that it is larger than the listener takes; the framework says nothing. */
@ApplicationScoped
final class LargeBodies {

    /** After routes that bound their bodies themselves. */
    private static final int BEFORE_THE_FRAMEWORK = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1;

    void stop(@Observes Router router, VertxHttpConfig listener) {
        listener.limits()
                .maxBodySize()
                .ifPresent(most -> router.route()
                        .order(BEFORE_THE_FRAMEWORK)
                        .handler(context -> check(context, most.asLongValue())));
    }

    private static void check(RoutingContext context, long most) {
        if (declaredLength(context) > most) {
            // The client is not stopped in mid-sentence: many read an answer only after they have sent everything.
            context.request().resume();
            Problems.answer(context, ProblemCode.BODY_TOO_LARGE, "body (expected: at most " + most + " bytes)");
        } else {
            context.next();
        }
    }

    private static long declaredLength(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }
}
