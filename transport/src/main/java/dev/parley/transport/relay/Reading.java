package dev.parley.transport.relay;

import dev.parley.transport.relay.record.Framing;
import dev.parley.transport.relay.record.Mark;
import dev.parley.transport.relay.record.RunningTally;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/**
 * An answer that is read by this process itself instead of being passed on as it is: by whole records, with back-pressure and
 * cancel as when it is passed on. The reader is called on the attempt's context, and never again once the ending is known.
 */
public final class Reading {

    private final Context context;
    private final Upstream upstream;
    private final Silences silences;
    private final RelayBounds bounds;
    private final Consumer<Buffer> reader;
    private final Watchdog watchdog;
    private final RunningTally tally;
    private final Promise<Ending> ending = Promise.promise();
    private boolean paused;
    private boolean over;

    Reading(
            Vertx vertx,
            Context context,
            Upstream upstream,
            Silences silences,
            RelayBounds bounds,
            Consumer<Buffer> reader) {
        this.context = context;
        this.upstream = upstream;
        this.silences = silences;
        this.bounds = bounds;
        this.reader = reader;
        this.watchdog = new Watchdog(vertx, this::silence);
        this.tally = new RunningTally(upstream.form());
    }

    /** Completes once, on the attempt's context; never fails. */
    public Future<Ending> ending() {
        return ending.future();
    }

    /**
     * Reads no further than what is here. Who stays paused for longer than a client may take nothing has left. Call it on the
     * attempt's context.
     */
    public void pause() {
        if (!over && !paused) {
            paused = true;
            upstream.pause();
            watchdog.watch(silences.client());
        }
    }

    /** Reads on. Call it on the attempt's context. */
    public void resume() {
        if (!over && paused) {
            paused = false;
            watchdog.watch(silences.stall());
            upstream.resume();
        }
    }

    /** Nobody reads any more: closes the upstream's connection. Callable from anywhere, repeatable. */
    public void cancel() {
        context.runOnContext(now -> stop());
    }

    /** On the context's next turn, so that whoever asked for it knows it by then. */
    void begin(Buffer first) {
        context.runOnContext(now -> {
            if (over) {
                return;
            }
            upstream.listener(new Arrivals());
            hand(first);
            if (!over && !upstream.ended() && !paused) {
                watchdog.watch(silences.stall());
                upstream.resume();
            }
            look();
        });
    }

    private void hand(Buffer records) {
        if (records.length() > 0 && !over) {
            tally.passed(records);
            reader.accept(records);
        }
    }

    private void look() {
        if (over) {
            return;
        }
        hand(upstream.take());
        if (upstream.ended()) {
            end();
        } else if (upstream.broken().isPresent()) {
            stopped(Fault.BROKEN);
        } else if (upstream.waiting() > bounds.record()) {
            fail(Fault.OVERLONG);
        }
    }

    private void end() {
        Mark mark = upstream.mark();
        if (!mark.ends()) {
            fail(Fault.TRUNCATED);
        } else if (mark == Mark.ERROR) {
            fail(Fault.TOLD);
        } else {
            finish(new Ending.Completed(tally.tally()));
        }
    }

    private void silence() {
        if (paused) {
            stop();
        } else {
            stopped(Fault.SILENT);
        }
    }

    /** After the last record nothing need come: how its connection ends is no part of an answer. */
    private void stopped(Fault fault) {
        if (upstream.form().framing() != Framing.WHOLE && upstream.mark() == Mark.DONE) {
            upstream.close();
            finish(new Ending.Completed(tally.tally()));
        } else {
            fail(fault);
        }
    }

    private void fail(Fault fault) {
        upstream.close();
        finish(new Ending.Failed(fault, tally.tally()));
    }

    private void stop() {
        if (!over) {
            upstream.close();
            finish(new Ending.Cancelled(tally.tally()));
        }
    }

    private void finish(Ending how) {
        if (!over) {
            over = true;
            watchdog.rest();
            ending.complete(how);
        }
    }

    private final class Arrivals implements Upstream.Listener {

        @Override
        public void sign() {
            if (!paused) {
                watchdog.sign();
            }
        }

        @Override
        public void look() {
            Reading.this.look();
        }
    }
}
