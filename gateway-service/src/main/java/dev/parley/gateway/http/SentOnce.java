package dev.parley.gateway.http;

import dev.parley.gateway.admission.HeldBytes;
import dev.parley.transport.relay.RequestBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;

/**
 * A body that is let go when it is sent: an answer may take minutes. Where another router could be asked it is kept for a
 * moment longer: one that is about to go says so at once.
 */
final class SentOnce implements RequestBody {

    private static final long MOMENT_MS = 1_000;

    private final HeldBytes.Share share;
    private final Vertx vertx;
    private final boolean keep;
    private Buffer bytes;
    private boolean gone;

    /** @param keep whether it may have to be sent again */
    SentOnce(Buffer bytes, HeldBytes.Share share, Vertx vertx, boolean keep) {
        this.bytes = bytes;
        this.share = share;
        this.vertx = vertx;
        this.keep = keep;
    }

    @Override
    public boolean canBeSent() {
        return !gone;
    }

    @Override
    public Future<HttpClientResponse> sendTo(HttpClientRequest outgoing) {
        Buffer sent = bytes;
        outgoing.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(sent.length()));
        Future<Void> written = outgoing.end(sent);
        if (keep) {
            vertx.setTimer(MOMENT_MS, passed -> {
                letGo();
                share.close();
            });
        } else {
            letGo();
            written.onComplete(done -> share.close());
        }
        return outgoing.response();
    }

    private void letGo() {
        bytes = Buffer.buffer();
        gone = true;
    }
}
