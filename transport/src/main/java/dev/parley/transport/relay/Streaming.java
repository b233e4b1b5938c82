package dev.parley.transport.relay;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.relay.record.Framing;
import dev.parley.transport.relay.record.Mark;
import dev.parley.transport.relay.record.RunningTally;
import dev.parley.transport.relay.record.Tally;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * An answer on its way to the client, whole records only. It can no longer fail over, only end: completed, cancelled, or
 * failed with the last word that its form has for it.
 *
 * <pre>
 *   upstream bytes ──► records ──► one write per read ──► client
 *        ▲                                   │ queue full
 *        └────────── pause, resume ──────────┘
 * </pre>
 */
final class Streaming implements Upstream.Listener {

    private final Context context;
    private final Upstream upstream;
    private final Downstream downstream;
    private final HttpServerResponse client;
    private final Silences silences;
    private final RelayBounds bounds;
    private final Watchdog watchdog;
    private final RunningTally tally;
    private final Promise<Ending> ending = Promise.promise();
    private boolean clientIsSlow;
    private boolean over;

    Streaming(
            Vertx vertx,
            Context context,
            Upstream upstream,
            Downstream downstream,
            Silences silences,
            RelayBounds bounds) {
        this.context = context;
        this.upstream = upstream;
        this.downstream = downstream;
        this.client = downstream.response();
        this.silences = silences;
        this.bounds = bounds;
        this.watchdog = new Watchdog(vertx, this::silence);
        this.tally = new RunningTally(upstream.form());
    }

    Future<Ending> begin(MultiMap headers, Buffer first) {
        if (downstream.gone() || client.closed()) {
            cancel();
            return ending.future();
        }
        downstream.left().onSuccess(left -> context.runOnContext(now -> cancel()));
        downstream.dismissed().onSuccess(why -> context.runOnContext(now -> dismiss(why)));
        if (!client.headWritten()) {
            client.setStatusCode(upstream.head().statusCode()).headers().addAll(headers);
            frame();
        }
        upstream.listener(this);
        if (upstream.ended()) {
            endWith(first);
            return ending.future();
        }
        watchdog.watch(silences.stall());
        write(first);
        if (!clientIsSlow) {
            upstream.resume();
        }
        look();
        return ending.future();
    }

    /** A whole answer keeps its length; a stream is chunked, as its end is not known. */
    private void frame() {
        if (upstream.ended() && upstream.form().framing() == Framing.WHOLE) {
            return;
        }
        String length = upstream.head().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (upstream.form().framing() == Framing.WHOLE && length != null) {
            client.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        } else {
            client.setChunked(true);
        }
    }

    @Override
    public void sign() {
        if (!clientIsSlow) {
            watchdog.sign();
        }
    }

    @Override
    public void look() {
        if (over) {
            return;
        }
        Buffer whole = upstream.take();
        if (upstream.ended()) {
            endWith(whole);
            return;
        }
        write(whole);
        if (upstream.broken().isPresent()) {
            stopped(Fault.BROKEN);
        } else if (upstream.waiting() > bounds.record()) {
            fail(Fault.OVERLONG);
        }
    }

    private void write(Buffer records) {
        if (records.length() == 0) {
            sendHeadAlone();
            return;
        }
        tally.passed(records);
        client.write(records);
        if (client.writeQueueFull() && !clientIsSlow) {
            clientIsSlow = true;
            upstream.pause();
            watchdog.watch(silences.client());
            client.drainHandler(drained -> goOn());
        }
    }

    private void sendHeadAlone() {
        if (upstream.form().headFirst() && !client.headWritten()) {
            client.write(Buffer.buffer());
        }
    }

    private void goOn() {
        clientIsSlow = false;
        if (!over) {
            watchdog.watch(silences.stall());
            upstream.resume();
        }
    }

    private void endWith(Buffer last) {
        Mark mark = upstream.mark();
        if (!mark.ends()) {
            write(last);
            fail(Fault.TRUNCATED);
            return;
        }
        tally.passed(last);
        client.end(last);
        Tally all = tally.tally();
        finish(mark == Mark.ERROR ? new Ending.Failed(Fault.TOLD, all) : new Ending.Completed(all));
    }

    private void silence() {
        if (clientIsSlow) {
            cancel();
        } else {
            stopped(Fault.SILENT);
        }
    }

    /** Nothing more will come. After the last record nothing need: how its connection ends is no part of an answer. */
    private void stopped(Fault fault) {
        if (over) {
            return;
        }
        if (upstream.form().framing() != Framing.WHOLE && upstream.mark() == Mark.DONE) {
            client.end();
            upstream.close();
            finish(new Ending.Completed(tally.tally()));
        } else {
            fail(fault);
        }
    }

    private void fail(Fault fault) {
        if (over) {
            return;
        }
        if (upstream.form().framing() == Framing.WHOLE) {
            // A cut connection is all that tells the client that this body is not whole.
            client.reset();
        } else {
            client.end(upstream.form().broken(fault.sentence()));
        }
        upstream.close();
        finish(new Ending.Failed(fault, tally.tally()));
    }

    /** Neither's fault: the client may not have the rest, and is told so. */
    private void dismiss(ProblemCode why) {
        if (over) {
            return;
        }
        if (upstream.form().framing() == Framing.WHOLE) {
            client.reset();
        } else {
            client.end(upstream.form().refused(why));
        }
        upstream.close();
        finish(new Ending.Cancelled(tally.tally()));
    }

    private void cancel() {
        if (over) {
            return;
        }
        upstream.close();
        client.reset();
        finish(new Ending.Cancelled(tally.tally()));
    }

    private void finish(Ending how) {
        over = true;
        watchdog.rest();
        ending.complete(how);
    }
}
