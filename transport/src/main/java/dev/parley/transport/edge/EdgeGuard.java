package dev.parley.transport.edge;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.Problems;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

/**
 * Stands before every route of a service's main port: a call without the secret of a known edge, or without a caller, is
 * answered 401 {@code edge-refused} and reaches nothing. Only a service that declares itself the {@link PublicDoor} has no
 * guard. Health and metrics are on the management port and are not concerned.
 */
@ApplicationScoped
final class EdgeGuard {

    /** Before every other route. */
    private static final int FIRST = Integer.MIN_VALUE;

    void stand(@Observes Router router, EdgeConfig config, Instance<PublicDoor> publicDoor) {
        if (publicDoor.isResolvable()) {
            return;
        }
        Edges edges = Edges.of(config);
        router.route().order(FIRST).handler(context -> check(edges, context));
    }

    private static void check(Edges edges, RoutingContext context) {
        String offered = context.request().getHeader(EdgeSecret.HEADER);
        if (offered == null || edges.prove(offered).isEmpty()) {
            Problems.answer(context, ProblemCode.EDGE_REFUSED, EdgeSecret.HEADER + ": missing or not accepted");
            return;
        }
        CallerHeader.read(context.request())
                .ifPresentOrElse(
                        caller -> {
                            CallerHeader.keep(context, caller);
                            context.next();
                        },
                        () -> Problems.answer(
                                context, ProblemCode.EDGE_REFUSED, CallerHeader.NAME + ": missing or malformed"));
    }
}
