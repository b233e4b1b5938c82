package dev.parley.transport.edge;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CallerToken.NotAccepted;
import dev.parley.transport.problem.Problems;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Lets a call pass that carries the secret of a known edge and a caller who was signed for this service with it. Everything
 * else is answered 401 {@code edge-refused} and reaches nothing.
 */
public final class EdgeGuard implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(EdgeGuard.class);

    private final Edges edges;
    private final String me;
    private final Duration skew;
    private final InstantSource clock;

    /**
     * @param me this service's name: what is signed for another is refused
     * @throws IllegalStateException if no service may call
     */
    public EdgeGuard(EdgeConfig config, String me, InstantSource clock) {
        this.edges = Edges.of(config);
        this.me = me;
        this.skew = config.clockSkew();
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String offered = request.getHeader(EdgeSecret.HEADER);
        Optional<AcceptedSecret> proven = offered == null ? Optional.empty() : edges.prove(offered);
        String token = request.getHeader(CallerHeader.NAME);
        if (proven.isEmpty()) {
            refuse(context, EdgeSecret.HEADER + ": missing or not accepted");
        } else if (token == null) {
            refuse(context, CallerHeader.NAME + ": missing");
        } else {
            identify(context, proven.get(), token);
        }
    }

    private void identify(RoutingContext context, AcceptedSecret edge, String token) {
        try {
            CallerHeader.keep(context, edge.caller(token, me, clock.instant(), skew), edge.service());
            context.next();
        } catch (NotAccepted not) {
            // One of our own says something wrong: somebody should look at it.
            LOG.warnf("a call was refused code=edge-refused from=%s reason=%s", edge.service(), not.reason());
            refuse(context, CallerHeader.NAME + ": " + not.reason());
        }
    }

    private static void refuse(RoutingContext context, String detail) {
        Problems.answer(context, ProblemCode.EDGE_REFUSED, detail);
    }
}
