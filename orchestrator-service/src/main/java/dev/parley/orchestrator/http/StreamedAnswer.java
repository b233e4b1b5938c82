package dev.parley.orchestrator.http;

import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Writes what comes of a request, of which the last item ends the answer. It asks for the next item when the last is on its
 * way; a client that leaves cancels, which lets the node stop.
 */
abstract class StreamedAnswer<T> implements MultiSubscriber<T> {

    private final RoutingContext routing;
    private final Context here;
    private Flow.@Nullable Subscription subscription;

    StreamedAnswer(RoutingContext routing) {
        this.routing = routing;
        this.here = routing.vertx().getOrCreateContext();
    }

    /** Writes one item, and ends the answer with the last. On the request's context, and never after the end. */
    abstract void write(T item);

    /** The answer has ended, or its client has left. */
    void over() {}

    final RoutingContext routing() {
        return routing;
    }

    final HttpServerResponse response() {
        return routing.response();
    }

    @Override
    public final void onSubscribe(Flow.Subscription subscribed) {
        subscription = subscribed;
        routing.addEndHandler(end -> {
            over();
            if (end.failed()) {
                subscribed.cancel();
            }
        });
        subscribed.request(1);
    }

    @Override
    public final void onItem(T item) {
        here.runOnContext(now -> {
            if (!response().closed() && !response().ended()) {
                write(item);
                more();
            }
        });
    }

    @Override
    public final void onFailure(Throwable failure) {
        here.runOnContext(now -> PlainRoutes.failed(routing, failure));
    }

    @Override
    public final void onCompletion() {
        // The last item was the end.
    }

    private void more() {
        Flow.Subscription open = subscription;
        if (open == null) {
            return;
        }
        if (response().ended() || !response().writeQueueFull()) {
            open.request(1);
        } else {
            response().drainHandler(drained -> open.request(1));
        }
    }
}
