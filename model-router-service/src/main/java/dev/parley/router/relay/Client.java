package dev.parley.router.relay;

import dev.parley.transport.relay.Downstream;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Unstarted;
import dev.parley.transport.relay.record.Surface;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;

/** The one client that a request came from. Belongs to the request's context. */
public final class Client implements Audience {

    private final Downstream downstream;

    Client(Downstream downstream) {
        this.downstream = downstream;
    }

    /** What is answered. */
    public HttpServerResponse response() {
        return downstream.response();
    }

    @Override
    public Future<Void> left() {
        return downstream.left();
    }

    /** Whether it has left. */
    public boolean gone() {
        return downstream.gone() || downstream.response().closed();
    }

    @Override
    public boolean hasHead() {
        return downstream.response().headWritten();
    }

    @Override
    public boolean comment(Supplier<MultiMap> head, String text) {
        HttpServerResponse response = downstream.response();
        if (gone()) {
            return false;
        }
        if (!response.headWritten()) {
            response.headers().addAll(head.get());
            response.setStatusCode(200)
                    .setChunked(true)
                    .putHeader("Content-Type", Surface.EVENTS)
                    .putHeader("Cache-Control", "no-cache");
        }
        response.write(": " + text + "\n\n");
        return true;
    }

    @Override
    public void refuse(Refusal refusal) {
        HttpServerResponse response = downstream.response();
        if (response.headWritten() && !response.ended()) {
            refusal.surface().events().ifPresent(events -> response.end(events.broken(refusal.message())));
        } else if (!response.closed() && !response.ended()) {
            response.headers().addAll(refusal.headers());
            refusal.surface().refuse(response, refusal.code(), refusal.message());
        }
    }

    @Override
    public Future<Ending> passOn(Unstarted answer, MultiMap headers) {
        return answer.passOn(downstream, headers);
    }
}
