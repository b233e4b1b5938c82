package dev.parley.transport.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * A client's body on its way to the only upstream there is: passed on as it comes and never collected, with back-pressure.
 * It can be sent once.
 */
public final class StreamedBody implements RequestBody {

    private final HttpServerRequest incoming;
    private final long bound;
    private final Runnable tooLarge;
    private long passed;
    private boolean over;

    private StreamedBody(HttpServerRequest incoming, long bound, Runnable tooLarge) {
        this.incoming = incoming;
        this.bound = bound;
        this.tooLarge = tooLarge;
    }

    /**
     * Holds the client's body back until an upstream takes it. Call it before the request's first byte is handled elsewhere.
     *
     * @param tooLarge runs once if the body turns out to be longer than {@code bound} bytes; the upstream's request is then
     *     given up and the rest of the body thrown away
     */
    public static StreamedBody of(HttpServerRequest incoming, long bound, Runnable tooLarge) {
        incoming.pause();
        return new StreamedBody(incoming, bound, tooLarge);
    }

    @Override
    public Future<HttpClientResponse> sendTo(HttpClientRequest outgoing) {
        if (BoundedBody.declaredLength(incoming) > bound) {
            // First the answer: giving up fails the upstream's, which would be answered otherwise.
            tooLarge.run();
            giveUp(outgoing);
            return outgoing.response();
        }
        frame(outgoing);
        Future<HttpClientResponse> answer = outgoing.response();
        outgoing.exceptionHandler(broken -> discard());
        incoming.handler(bytes -> pass(outgoing, bytes));
        incoming.exceptionHandler(gone -> giveUp(outgoing));
        incoming.endHandler(end -> end(outgoing));
        incoming.resume();
        return answer;
    }

    private void frame(HttpClientRequest outgoing) {
        String length = incoming.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            outgoing.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        } else if (incoming.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            outgoing.setChunked(true);
        } else {
            outgoing.putHeader(HttpHeaders.CONTENT_LENGTH, "0");
        }
    }

    private void pass(HttpClientRequest outgoing, Buffer bytes) {
        if (over) {
            return;
        }
        passed += bytes.length();
        if (passed > bound) {
            tooLarge.run();
            giveUp(outgoing);
            return;
        }
        outgoing.write(bytes);
        if (outgoing.writeQueueFull()) {
            incoming.pause();
            outgoing.drainHandler(drained -> incoming.resume());
        }
    }

    private void end(HttpClientRequest outgoing) {
        if (!over) {
            over = true;
            outgoing.end();
        }
    }

    private void giveUp(HttpClientRequest outgoing) {
        discard();
        outgoing.reset();
    }

    /** The client is not stopped in mid-sentence: many read an answer only after they have sent everything. */
    private void discard() {
        over = true;
        incoming.resume();
    }
}
