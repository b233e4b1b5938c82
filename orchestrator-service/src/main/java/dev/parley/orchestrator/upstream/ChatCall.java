package dev.parley.orchestrator.upstream;

import dev.parley.orchestrator.model.Piece;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.relay.Hangup;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.parsetools.RecordParser;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code /api/chat}, from the request to its one ending. It stops reading while the listener asks for nothing,
 * which slows the node down. Whoever cancels closes the connection, so that the node stops.
 */
final class ChatCall {

    private static final Logger LOG = Logger.getLogger(ChatCall.class);

    /** The router watches silences; this guard only fires if the router itself is stuck. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** A record of a model is a token or a few; anything this long is not one. */
    private static final int LONGEST_LINE = 1_000_000;

    /** Errors are a sentence; some proxies answer a page. */
    private static final int LONGEST_REFUSAL = 65_536;

    private final Vertx vertx;
    private final MultiEmitter<? super Piece> listener;
    private final Duration silence;
    private final Duration queueAllowance;
    private final RecordParser lines;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable HttpClientRequest request;
    private volatile @Nullable Hangup hangup;
    private @Nullable String node;
    private @Nullable String cache;
    private volatile long guard = -1;

    ChatCall(Vertx vertx, MultiEmitter<? super Piece> listener, Duration silence, Duration queueAllowance) {
        this.vertx = vertx;
        this.listener = listener;
        this.silence = silence.plus(GRACE);
        this.queueAllowance = queueAllowance;
        this.lines = RecordParser.newDelimited("\n", this::line).maxRecordSize(LONGEST_LINE);
        lines.exceptionHandler(tooLong -> broken(ProblemCode.STREAM_BROKEN, "a line of more than 1 MB"));
        listener.onTermination(this::left);
    }

    void send(HttpClientRequest opened, Buffer body) {
        request = opened;
        if (ended.get()) {
            reset();
            return;
        }
        watch(silence.plus(queueAllowance));
        opened.response()
                .onSuccess(this::answered)
                .onFailure(lost -> broken(ProblemCode.SERVICE_UNAVAILABLE, String.valueOf(lost)));
        opened.send(body);
    }

    private void answered(HttpClientResponse response) {
        hangup = new Hangup(vertx.getOrCreateContext(), response);
        node = response.getHeader("X-Parley-Node");
        cache = response.getHeader("X-Parley-Cache");
        response.exceptionHandler(lost -> broken(ProblemCode.STREAM_BROKEN, String.valueOf(lost)));
        if (response.statusCode() != 200) {
            refused(response);
            return;
        }
        watch(silence);
        listener.onRequest(more -> response.resume());
        response.handler(bytes -> {
            if (ended.get()) {
                return;
            }
            watch(silence);
            lines.handle(bytes);
            if (listener.requested() == 0) {
                response.pause();
            }
        });
        response.endHandler(end -> {
            lines.handle(Buffer.buffer("\n"));
            broken(ProblemCode.STREAM_BROKEN, "the answer ended without its last record");
        });
    }

    /** What it says is for the log; the rest of a refusal without an end is not waited for. */
    private void refused(HttpClientResponse response) {
        RouterRefusal refusal = RouterRefusal.of(response);
        Buffer said = Buffer.buffer();
        response.handler(bytes -> {
            said.appendBuffer(bytes);
            if (said.length() > LONGEST_REFUSAL) {
                end(refusal, response.statusCode(), said);
            }
        });
        response.exceptionHandler(lost -> end(refusal, response.statusCode(), said));
        response.endHandler(end -> end(refusal, response.statusCode(), said));
    }

    private void end(RouterRefusal refusal, int status, Buffer said) {
        ProblemCode code = TooLong.isSaid(status, said) ? ProblemCode.CONTEXT_TOO_LONG : refusal.code();
        end(new Piece.Broken(code, refusal.retryAfter(), status + " " + shown(said)));
    }

    private void line(Buffer line) {
        if (ended.get() || line.length() == 0) {
            return;
        }
        for (Piece piece : ChatRecord.pieces(line, node, cache)) {
            if (piece instanceof Piece.Ending ending) {
                end(ending);
            } else {
                listener.emit(piece);
            }
        }
    }

    void broken(ProblemCode code, String detail) {
        end(new Piece.Broken(code, null, detail));
    }

    private void end(Piece.Ending ending) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        vertx.cancelTimer(guard);
        boolean whole = ending instanceof Piece.Done;
        listener.emit(ending).complete();
        if (!whole) {
            reset();
        }
    }

    /** After an ending there is nothing to close: the connection serves the next attempt. */
    private void left() {
        if (ended.compareAndSet(false, true)) {
            vertx.cancelTimer(guard);
            reset();
        }
    }

    private void reset() {
        Hangup answer = hangup;
        HttpClientRequest open = request;
        if (answer != null) {
            answer.hangUp();
        } else if (open != null) {
            open.reset();
        }
    }

    private void watch(Duration patience) {
        vertx.cancelTimer(guard);
        guard = vertx.setTimer(patience.toMillis(), fired -> {
            LOG.warnf("the router is silent code=node-silent after=%s", patience);
            broken(ProblemCode.NODE_SILENT, "nothing for " + patience.toSeconds() + " s");
        });
    }

    private static String shown(Buffer body) {
        return body.getString(0, Math.min(body.length(), 300));
    }
}
