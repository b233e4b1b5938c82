package dev.parley.transport.relay;

import dev.parley.protocol.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** The client of a relay, and whether it is still there. Made as soon as a request arrives: a client may leave at any time. */
public final class Downstream {

    private final HttpServerResponse response;
    private final Promise<Void> left = Promise.promise();
    private final Promise<ProblemCode> dismissed = Promise.promise();

    private Downstream(HttpServerResponse response) {
        this.response = response;
    }

    /** A route's client; goes beside other end handlers of the route. */
    public static Downstream of(RoutingContext context) {
        Downstream downstream = new Downstream(context.response());
        // A client that breaks its connection is told by the end handler; it is no error of ours to be logged.
        context.request().connection().exceptionHandler(told -> {});
        context.addEndHandler(end -> {
            if (end.failed()) {
                downstream.left.tryComplete();
            }
        });
        return downstream;
    }

    /** The client of a bare response, whose close and exception handlers it takes. */
    public static Downstream of(HttpServerResponse response) {
        Downstream downstream = new Downstream(response);
        response.exceptionHandler(broken -> downstream.left.tryComplete());
        response.closeHandler(closed -> {
            if (!response.ended()) {
                downstream.left.tryComplete();
            }
        });
        return downstream;
    }

    /** What is answered. */
    public HttpServerResponse response() {
        return response;
    }

    /** Completes when the client leaves before its answer has ended; never otherwise. */
    public Future<Void> left() {
        return left.future();
    }

    /**
     * Ends its answer here: it may not have the rest. Told in the answer's own words where it has begun; where it has not,
     * whoever relays answers. Called from any thread; the first reason counts.
     */
    public void dismiss(ProblemCode why) {
        dismissed.tryComplete(why);
    }

    /** Completes with the reason when its answer is ended for it; never otherwise. */
    public Future<ProblemCode> dismissed() {
        return dismissed.future();
    }

    /** Whether it has left. */
    public boolean gone() {
        return left.future().isComplete();
    }
}
