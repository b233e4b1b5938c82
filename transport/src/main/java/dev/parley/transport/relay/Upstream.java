package dev.parley.transport.relay;

import dev.parley.transport.relay.record.AnswerForm;
import dev.parley.transport.relay.record.Mark;
import dev.parley.transport.relay.record.RecordBuffer;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One upstream connection in the middle of its answer. Collects what arrives and lets its listener look once per read,
 * however many chunks that brought: that is what makes one write of them. Who listens may change; nothing is lost between.
 */
final class Upstream {

    /** Who decides what becomes of the bytes. */
    interface Listener {

        /** Bytes arrived, more may follow in the same read. */
        void sign();

        /** A read is over, or the answer is. */
        void look();
    }

    private static final Listener NOBODY = new Listener() {
        @Override
        public void sign() {}

        @Override
        public void look() {}
    };

    private final Context context;
    private final HttpClientResponse response;
    private final Hangup hangup;
    private final AnswerForm form;
    private final RecordBuffer records;
    private Listener listener = NOBODY;
    private boolean looking;
    private boolean ended;
    private boolean closed;
    private @Nullable Throwable broken;

    Upstream(Context context, HttpClientResponse response, AnswerForm form) {
        this.context = context;
        this.response = response;
        this.hangup = new Hangup(context, response);
        this.form = form;
        this.records = new RecordBuffer(form);
        response.handler(this::arrived);
        response.endHandler(this::over);
        response.exceptionHandler(this::broke);
    }

    HttpClientResponse head() {
        return response;
    }

    AnswerForm form() {
        return form;
    }

    /** All records that are whole; at the proper end also the last one without its line end. */
    Buffer take() {
        return ended ? records.takeLast() : records.takeWhole();
    }

    /** Bytes that wait for the rest of their record. */
    int waiting() {
        return records.size();
    }

    /** What the last record taken means. */
    Mark mark() {
        return records.mark();
    }

    /** The body came to its proper end. */
    boolean ended() {
        return ended;
    }

    /** Why the connection broke, if it did. */
    Optional<Throwable> broken() {
        return Optional.ofNullable(broken);
    }

    /** From now on this one listens; it looks at once at what it may have missed. */
    void listener(Listener next) {
        listener = next;
    }

    void pause() {
        if (!ended) {
            response.pause();
        }
    }

    void resume() {
        if (!ended) {
            response.resume();
        }
    }

    /** Nobody listens any more. */
    void close() {
        closed = true;
        listener = NOBODY;
        hangup.hangUp();
    }

    private void arrived(Buffer bytes) {
        if (closed) {
            return;
        }
        records.append(bytes);
        listener.sign();
        lookLater();
    }

    private void over(Void end) {
        ended = true;
        lookLater();
    }

    private void broke(Throwable cause) {
        if (!ended && broken == null) {
            broken = cause;
            lookLater();
        }
    }

    private void lookLater() {
        if (!looking) {
            looking = true;
            context.runOnContext(now -> {
                looking = false;
                listener.look();
            });
        }
    }
}
