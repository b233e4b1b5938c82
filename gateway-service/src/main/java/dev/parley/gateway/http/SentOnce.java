package dev.parley.gateway.http;

import dev.parley.gateway.admission.HeldBytes;
import dev.parley.transport.relay.RequestBody;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;

/** A body that is let go as soon as it is sent: an answer may take minutes. */
final class SentOnce implements RequestBody {

    private final HeldBytes.Share share;
    private Buffer bytes;

    SentOnce(Buffer bytes, HeldBytes.Share share) {
        this.bytes = bytes;
        this.share = share;
    }

    @Override
    public Future<HttpClientResponse> sendTo(HttpClientRequest outgoing) {
        Buffer sent = bytes;
        bytes = Buffer.buffer();
        outgoing.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(sent.length()));
        outgoing.end(sent).onComplete(written -> share.close());
        return outgoing.response();
    }
}
