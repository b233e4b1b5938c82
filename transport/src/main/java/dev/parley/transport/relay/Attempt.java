package dev.parley.transport.relay;

import dev.parley.transport.relay.record.AnswerForm;
import dev.parley.transport.relay.record.Framing;
import dev.parley.transport.relay.record.Mark;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One try at one upstream: from connecting up to its first whole record (of an unstreamed answer: its whole body). Nothing
 * has been passed on, so its failure may still be hidden by asking another. Belongs to the context it was made on.
 */
public final class Attempt {

    private final Vertx vertx;
    private final Context context;
    private final UpstreamCall call;
    private final Silences silences;
    private final RelayBounds bounds;
    private final SpanContext span;
    private final Promise<Opening> opening = Promise.promise();
    private final Watchdog watchdog;
    private @Nullable HttpClientRequest request;
    private @Nullable Upstream answer;
    private boolean headCame;
    private boolean over;

    /** @param span the request's that it is made for */
    Attempt(Vertx vertx, UpstreamCall call, Silences silences, RelayBounds bounds, SpanContext span) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.call = call;
        this.silences = silences;
        this.bounds = bounds;
        this.span = span;
        this.watchdog = new Watchdog(vertx, () -> fail(Fault.SILENT, "nothing within the silence allowed"));
    }

    /** Completes once, on this attempt's context; never fails. */
    public Future<Opening> opening() {
        return opening.future();
    }

    /** Whether the head of an answer has come, though maybe nothing whole yet. */
    public boolean hasHead() {
        return headCame;
    }

    /**
     * Gives it up and closes its connection, also one that is still being made. Does nothing once it has opened: then the
     * answer is what must be dropped.
     */
    public void cancel() {
        context.runOnContext(now -> close(new Opening.Abandoned()));
    }

    void start(HttpClient client) {
        watchdog.watch(silences.firstByte());
        client.request(call.options()).onComplete(this::connected);
    }

    private void connected(AsyncResult<HttpClientRequest> connection) {
        if (connection.failed()) {
            fail(Fault.UNREACHED, String.valueOf(connection.cause().getMessage()));
            return;
        }
        HttpClientRequest outgoing = connection.result();
        if (over) {
            outgoing.reset();
            return;
        }
        request = outgoing;
        // A reset arrives here too and would be logged as an error of ours; the answer tells it.
        outgoing.connection().exceptionHandler(told -> {});
        outgoing.headers().addAll(call.headers());
        TraceParent.write(outgoing, span);
        // Answers stay plain, whatever a client library would ask for.
        outgoing.putHeader(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
        call.body().sendTo(outgoing).onComplete(this::answered);
    }

    private void answered(AsyncResult<HttpClientResponse> begun) {
        if (over) {
            return;
        }
        if (begun.failed()) {
            fail(Fault.BROKEN, String.valueOf(begun.cause().getMessage()));
            return;
        }
        HttpClientResponse head = begun.result();
        headCame = true;
        head.exceptionHandler(told -> {});
        Optional<AnswerForm> form = readableForm(head);
        if (form.isEmpty()) {
            fail(Fault.UNREADABLE, "status " + head.statusCode() + ", " + head.getHeader(HttpHeaders.CONTENT_TYPE));
            return;
        }
        Upstream upstream = new Upstream(context, head, form.get());
        answer = upstream;
        upstream.listener(new FirstRecord(upstream));
        if (form.get().headFirst()) {
            pass(upstream, Buffer.buffer());
        }
    }

    private Optional<AnswerForm> readableForm(HttpClientResponse head) {
        String encoding = head.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Optional.empty();
        }
        return call.forms().of(head.statusCode(), head.getHeader(HttpHeaders.CONTENT_TYPE));
    }

    private void fail(Fault fault, String detail) {
        close(new Opening.Unanswered(fault, detail));
    }

    private void close(Opening outcome) {
        if (over) {
            return;
        }
        over = true;
        watchdog.rest();
        if (answer != null) {
            answer.close();
        } else if (request != null) {
            request.reset();
        }
        opening.complete(outcome);
    }

    private void pass(Upstream upstream, Buffer first) {
        over = true;
        watchdog.rest();
        upstream.pause();
        opening.complete(new Opening.Answered(new Unstarted(vertx, context, upstream, first, silences, bounds)));
    }

    /** The head is here; waits until something whole can be passed on. */
    private final class FirstRecord implements Upstream.Listener {

        private final Upstream upstream;
        private boolean spoke;

        FirstRecord(Upstream upstream) {
            this.upstream = upstream;
        }

        @Override
        public void sign() {
            if (spoke) {
                watchdog.sign();
            } else {
                spoke = true;
                watchdog.watch(silences.stall());
            }
        }

        @Override
        public void look() {
            if (over) {
                return;
            }
            if (upstream.broken().isPresent()) {
                lookAtRemains(upstream.broken().get());
            } else if (upstream.form().framing() == Framing.WHOLE) {
                lookForWholeBody();
            } else {
                lookForRecord();
            }
        }

        /** A connection may break right after the last record: what is whole then needs no other upstream. */
        private void lookAtRemains(Throwable cause) {
            Buffer whole = upstream.form().framing() == Framing.WHOLE ? Buffer.buffer() : upstream.take();
            if (whole.length() > 0 && upstream.mark() == Mark.DONE) {
                pass(upstream, whole);
            } else {
                fail(Fault.BROKEN, String.valueOf(cause.getMessage()));
            }
        }

        private void lookForWholeBody() {
            if (upstream.ended() || upstream.waiting() > bounds.wholeBody()) {
                pass(upstream, upstream.take());
            }
        }

        private void lookForRecord() {
            Buffer whole = upstream.take();
            if (whole.length() > 0) {
                pass(upstream, whole);
            } else if (upstream.ended()) {
                fail(Fault.TRUNCATED, "no record");
            } else if (upstream.waiting() > bounds.record()) {
                fail(Fault.OVERLONG, "first record longer than " + bounds.record() + " bytes");
            }
        }
    }
}
