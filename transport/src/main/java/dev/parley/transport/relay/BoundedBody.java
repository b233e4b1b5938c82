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
    private final BodyBudget.Share share;
    private final Buffer body = Buffer.buffer();
    private final Promise<Received> read = Promise.promise();

    /** What came of reading. */
    public sealed interface Received {

        /** The whole body. */
        record Whole(Buffer body) implements Received {}

        /** It is longer than its bound. */
        record TooLong() implements Received {}

        /** All bodies together would be more than this process may hold. */
        record NoRoom() implements Received {}
    }

    private BoundedBody(HttpServerRequest request, long bound, BodyBudget.Share share) {
        this.request = request;
        this.bound = bound;
        this.share = share;
    }

    /**
     * Reads to the end. Call it before the request's first byte is handled elsewhere.
     *
     * @return the body; empty as soon as it is known to be longer than {@code bound} bytes, the rest then being thrown away;
     *     failed if the client left
     */
    public static Future<Optional<Buffer>> read(HttpServerRequest request, long bound) {
        return read(request, bound, new BodyBudget(Long.MAX_VALUE).share())
                .map(received ->
                        received instanceof Received.Whole whole ? Optional.of(whole.body()) : Optional.empty());
    }

    /**
     * Reads to the end, within what all bodies together may be. Call it before the request's first byte is handled elsewhere.
     *
     * @param share grows with what is read; stays its owner's to give back, whatever comes of reading
     * @return as soon as the outcome is known, the rest of a refused body then being thrown away; failed if the client left
     */
    public static Future<Received> read(HttpServerRequest request, long bound, BodyBudget.Share share) {
        return new BoundedBody(request, bound, share).read();
    }

    private Future<Received> read() {
        if (declaredLength(request) > bound) {
            refuse(new Received.TooLong());
            return read.future();
        }
        request.handler(this::add);
        request.exceptionHandler(read::tryFail);
        request.endHandler(end -> {
            // The request lives as long as its answer; the body need not.
            request.handler(null);
            request.exceptionHandler(null);
            request.endHandler(null);
            read.tryComplete(new Received.Whole(body));
        });
        request.resume();
        return read.future();
    }

    private void add(Buffer bytes) {
        if (body.length() + (long) bytes.length() > bound) {
            refuse(new Received.TooLong());
        } else if (!share.grow(bytes.length())) {
            refuse(new Received.NoRoom());
        } else {
            body.appendBuffer(bytes);
        }
    }

    /** The client is not stopped in mid-sentence: many read an answer only after they have sent everything. */
    private void refuse(Received outcome) {
        request.handler(ignored -> {});
        request.exceptionHandler(ignored -> {});
        request.endHandler(ignored -> {});
        request.resume();
        read.tryComplete(outcome);
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
