package dev.parley.transport.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/** What is sent to an upstream after the head of a request. */
@FunctionalInterface
public interface RequestBody {

    /** Sends it to its end; the answer may come before. */
    Future<HttpClientResponse> sendTo(HttpClientRequest outgoing);

    /** Whether it can be sent now: perhaps once more, to another upstream. */
    default boolean canBeSent() {
        return true;
    }

    /** These bytes, which may be sent again to another upstream; empty for no body. */
    static RequestBody of(Buffer bytes) {
        return outgoing -> outgoing.send(bytes);
    }
}
