package dev.parley.gateway.upstream;

import dev.parley.transport.relay.RequestBody;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.InstantSource;

/** A body that may be sent again only for a moment: a router that breaks off later has had models work on it. */
final class BriefBody implements RequestBody {

    private static final long MOMENT_MS = 1_000;

    private final Buffer bytes;
    private final InstantSource clock;
    private long until = Long.MAX_VALUE;

    BriefBody(Buffer bytes, InstantSource clock) {
        this.bytes = bytes;
        this.clock = clock;
    }

    @Override
    public boolean canBeSent() {
        return clock.millis() < until;
    }

    @Override
    public Future<HttpClientResponse> sendTo(HttpClientRequest outgoing) {
        until = Math.min(until, clock.millis() + MOMENT_MS);
        return outgoing.send(bytes);
    }
}
