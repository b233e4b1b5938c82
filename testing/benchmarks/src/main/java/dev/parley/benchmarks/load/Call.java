package dev.parley.benchmarks.load;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;

/** One call, on its way or over. Moments are those of {@link System#nanoTime}. */
public final class Call {

    /** No status came. */
    public static final int NONE = 0;

    private static final int MOST_OF_AN_ERROR = 2_000;

    private final long sent = System.nanoTime();
    private final Watch watch;
    private final Promise<Call> over = Promise.promise();
    private final Promise<HttpClientRequest> request = Promise.promise();
    private volatile int status = NONE;
    private volatile MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private volatile long first;
    private volatile long ended;
    private volatile Optional<String> failure = Optional.empty();

    Call(Watch watch) {
        this.watch = watch;
    }

    /** On the client's own loop. */
    void begin(Future<HttpClientRequest> opened, Buffer body) {
        opened.onComplete(request);
        opened.compose(request -> request.send(body)).compose(this::receive).onComplete(end -> {
            ended = System.nanoTime();
            if (end.failed()) {
                failure = Optional.of(String.valueOf(end.cause()));
            }
            over.complete(this);
        });
    }

    private Future<Void> receive(HttpClientResponse response) {
        status = response.statusCode();
        headers = response.headers();
        if (status != 200) {
            return response.body()
                    .compose(text -> Future.failedFuture(
                            status + " " + text.getString(0, Math.min(MOST_OF_AN_ERROR, text.length()))));
        }
        response.handler(piece -> {
            long now = System.nanoTime();
            if (first == 0) {
                first = now;
            }
            watch.piece(piece, now);
        });
        return response.end();
    }

    /** Leaves: closes the connection. */
    public void cancel() {
        request.future().onSuccess(HttpClientRequest::reset);
    }

    /** Itself, once the answer has ended or has failed. */
    public Future<Call> over() {
        return over.future();
    }

    /** The answer's status; {@link #NONE} before there is one. */
    public int status() {
        return status;
    }

    /** A header of the answer. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Why it failed. */
    public Optional<String> failure() {
        return failure;
    }

    /** When it was sent. */
    public long sentAt() {
        return sent;
    }

    /** When the first byte of the body came; 0 before. */
    public long firstAt() {
        return first;
    }

    /** When it was over; 0 before. */
    public long endedAt() {
        return ended;
    }

    /** Nanoseconds to the first byte of the body. */
    public long firstByte() {
        return first - sent;
    }

    /** Nanoseconds to the end. */
    public long whole() {
        return ended - sent;
    }
}
