package dev.parley.gateway.http;

import dev.parley.gateway.admission.HeldBytes;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads a body whole, within its own bound and within what all of them may hold. Belongs to one request and stays on its
 * context.
 */
final class IncomingBody {

    /** Seconds in which most of what takes the room has been sent on. */
    private static final String SOON = "1";

    private final HttpServerRequest request;
    private final HeldBytes.Share share;
    private final Bounds bounds;
    private final Vertx vertx;
    private final Buffer body = Buffer.buffer();
    private final Promise<Buffer> read = Promise.promise();
    private long timer;

    /**
     * How much, and how slowly.
     *
     * @param bytes of this body
     * @param silence the longest between two pieces, in milliseconds
     */
    record Bounds(long bytes, long silence) {}

    private IncomingBody(HttpServerRequest request, HeldBytes.Share share, Bounds bounds, Vertx vertx) {
        this.request = request;
        this.share = share;
        this.bounds = bounds;
        this.vertx = vertx;
    }

    /**
     * Reads to the end. Call it before the request's first byte is handled elsewhere.
     *
     * @param share takes what is read; closed by whoever gave it
     * @return fails with {@link ProblemException}, or as the connection failed
     */
    static Future<Buffer> read(HttpServerRequest request, HeldBytes.Share share, Bounds bounds, Vertx vertx) {
        return new IncomingBody(request, share, bounds, vertx).read();
    }

    private Future<Buffer> read() {
        if (declaredLength() > bounds.bytes()) {
            refuse(tooLarge());
            return read.future();
        }
        request.handler(this::add);
        request.exceptionHandler(gone -> end(Future.failedFuture(gone)));
        request.endHandler(end -> end(Future.succeededFuture(body)));
        waitForMore();
        request.resume();
        return read.future();
    }

    private void add(Buffer bytes) {
        if (body.length() + (long) bytes.length() > bounds.bytes()) {
            refuse(tooLarge());
        } else if (!share.take(bytes.length())) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, SOON);
            refuse(new ProblemException(ProblemCode.TOO_MANY_BODIES, "request bodies take all the room there is"));
        } else {
            body.appendBuffer(bytes);
            waitForMore();
        }
    }

    private void waitForMore() {
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(bounds.silence(), late -> giveUp());
    }

    /** Its connection is of no more use: nobody knows where the next request on it would begin. */
    private void giveUp() {
        refuse(new ProblemException(
                ProblemCode.BODY_TOO_SLOW, "nothing came for " + bounds.silence() / 1000 + " s of its body"));
        request.connection().close();
    }

    private void end(Future<Buffer> how) {
        vertx.cancelTimer(timer);
        // The request lives as long as its answer; the body need not.
        request.handler(null);
        request.exceptionHandler(null);
        request.endHandler(null);
        read.handle(how);
    }

    /** The client is not stopped in mid-sentence: many read an answer only after they have sent everything. */
    private void refuse(ProblemException why) {
        vertx.cancelTimer(timer);
        request.handler(ignored -> {});
        request.exceptionHandler(ignored -> {});
        request.endHandler(ignored -> {});
        request.resume();
        read.tryFail(why);
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                ProblemCode.BODY_TOO_LARGE, "the request body is larger than " + bounds.bytes() + " bytes");
    }

    /** What the client says of the body's length; 0 if it says nothing that can be understood. */
    private long declaredLength() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }
}
