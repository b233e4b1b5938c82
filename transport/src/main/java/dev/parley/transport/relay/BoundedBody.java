package dev.parley.transport.relay;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Reads a request's body up to a bound. What is longer is noticed by its length header, or while it is read. */
public final class BoundedBody {

    private final HttpServerRequest request;
    private final long bound;
    private final Buffer body = Buffer.buffer();
    private final Promise<Optional<Buffer>> read = Promise.promise();

    private BoundedBody(HttpServerRequest request, long bound) {
        this.request = request;
        this.bound = bound;
    }

    /**
     * Reads to the end. Call it before the request's first byte is handled elsewhere.
     *
     * @return the body; empty as soon as it is known to be longer than {@code bound} bytes, the rest then being thrown away;
     *     failed if the client left
     */
    public static Future<Optional<Buffer>> read(HttpServerRequest request, long bound) {
        return new BoundedBody(request, bound).read();
    }

    private Future<Optional<Buffer>> read() {
        if (declaredLength(request) > bound) {
            refuse();
            return read.future();
        }
        request.handler(this::add);
        request.exceptionHandler(read::tryFail);
        request.endHandler(end -> {
            // The request lives as long as its answer; the body need not.
            request.handler(null);
            request.exceptionHandler(null);
            request.endHandler(null);
            read.tryComplete(Optional.of(body));
        });
        request.resume();
        return read.future();
    }

    private void add(Buffer bytes) {
        if (body.length() + (long) bytes.length() > bound) {
            refuse();
        } else {
            body.appendBuffer(bytes);
        }
    }

    /** The client is not stopped in mid-sentence: many read an answer only after they have sent everything. */
    private void refuse() {
        request.handler(ignored -> {});
        request.exceptionHandler(ignored -> {});
        request.endHandler(ignored -> {});
        request.resume();
        read.tryComplete(Optional.empty());
    }

    /** What the client says of the body's length; 0 if it says nothing that can be understood. */
    static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }
}
