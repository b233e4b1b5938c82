package dev.parley.router.cache;

import dev.parley.router.relay.Audience;
import dev.parley.router.relay.Refusal;
import dev.parley.transport.relay.Ending;
import dev.parley.transport.relay.Reading;
import dev.parley.transport.relay.Unstarted;
import dev.parley.transport.relay.record.AnswerForm;
import dev.parley.transport.relay.record.Surface;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One journey that several wait for. What it brings is recorded up to a bound, so that who comes later gets it from its
 * beginning; beyond the bound nobody comes aboard any more, and only what somebody still has to read is held. The node is
 * slowed when all are slow; who alone is slower than the bound allows is dropped. When the last one leaves, the journey ends.
 *
 * <p>The journey's own context calls what {@link Audience} says, the listeners' contexts the rest.
 */
final class Flight implements Audience {

    /** The node may be so many bytes ahead of the fastest. */
    private static final long AHEAD = 64 << 10;

    private final Context context;
    private final Surface surface;
    private final CacheTerms terms;
    private final Hold hold;
    private final Landing landing;
    private final List<Listener> listeners = new ArrayList<>();
    private final Recording recording = new Recording();
    private final Promise<Void> left = Promise.promise();
    private @Nullable MultiMap early;
    private @Nullable Answer answer;
    private @Nullable Reading reading;
    private @Nullable Ending ending;
    private long counted;
    private boolean paused;
    private boolean open = true;

    /** What a flight tells of itself. */
    interface Landing {

        /** Nobody may come aboard any more. */
        void closed(Flight flight);

        /**
         * The answer is whole, from its first byte.
         *
         * @return completes when it need not be held any longer
         */
        Future<?> landed(Answer answer, Buffer body);

        /** It is whole, but not held from its first byte. */
        void landedTooLong();
    }

    /** What came of trying to come aboard. */
    enum Boarding {
        ABOARD,
        FULL,
        CLOSED
    }

    /**
     * What a listener reads next.
     *
     * @param records none: there is nothing to read yet, or never more if there is an ending
     * @param ending set with the last of it
     */
    record Part(
            @Nullable Answer answer,
            Buffer records,
            @Nullable Ending ending) {

        private static final Part NOTHING = new Part(null, Buffer.buffer(), null);

        Answer of() {
            if (answer == null) {
                throw new IllegalStateException("there is no answer yet");
            }
            return answer;
        }
    }

    /** @param context the journey's */
    Flight(Context context, Surface surface, CacheTerms terms, Hold hold, Landing landing) {
        this.context = context;
        this.surface = surface;
        this.terms = terms;
        this.hold = hold;
        this.landing = landing;
    }

    /** One more, or not. */
    Boarding board(Listener listener) {
        synchronized (this) {
            if (!open) {
                return Boarding.CLOSED;
            }
            // The one whose journey it is, and those who follow.
            if (listeners.size() > terms.followers()) {
                return Boarding.FULL;
            }
            listeners.add(listener);
        }
        listener.follow(this);
        listener.wake(this);
        return Boarding.ABOARD;
    }

    /** How many are aboard. */
    synchronized int listeners() {
        return listeners.size();
    }

    /** One less. Does nothing for one that is not aboard. */
    void leave(Listener listener) {
        boolean nobody;
        Reading read;
        synchronized (this) {
            listeners.remove(listener);
            nobody = listeners.isEmpty() && ending == null;
            read = reading;
            if (nobody) {
                open = false;
            } else {
                forget();
            }
        }
        settle();
        if (nobody) {
            landing.closed(this);
            left.tryComplete();
            if (read != null) {
                read.cancel();
            }
        } else {
            resumeIfRead();
        }
    }

    /** What a listener has not read. */
    Part read(Listener listener) {
        Part part;
        synchronized (this) {
            Answer of = answer;
            if (of == null || !listeners.contains(listener) || !of.streamed() && ending == null && isOnePiece()) {
                return Part.NOTHING;
            }
            Buffer records = recording.read(listener.place());
            part = new Part(of, records, recording.ahead(listener.place()) == 0 ? ending : null);
            forget();
        }
        settle();
        resumeIfRead();
        return part;
    }

    /** Of an unstreamed answer: its length is known soon. */
    private boolean isOnePiece() {
        return recording.pieces() <= 1;
    }

    @Override
    public Future<Void> left() {
        return left.future();
    }

    @Override
    public synchronized boolean hasHead() {
        return early != null;
    }

    @Override
    public boolean comment(Supplier<MultiMap> head, String text) {
        List<Listener> told;
        MultiMap known;
        synchronized (this) {
            early = early == null ? head.get() : early;
            known = early;
            told = List.copyOf(listeners);
        }
        told.forEach(listener -> listener.comment(known, text));
        return !told.isEmpty();
    }

    @Override
    public void refuse(Refusal refusal) {
        List<Listener> told;
        synchronized (this) {
            open = false;
            told = List.copyOf(listeners);
            listeners.clear();
        }
        landing.closed(this);
        told.forEach(listener -> listener.refuse(refusal));
    }

    @Override
    public Future<Ending> passOn(Unstarted begun, MultiMap headers) {
        AnswerForm form =
                surface.form(begun.status(), headers.get("Content-Type")).orElse(AnswerForm.wholeBody());
        Reading begins = begun.read(this::heard);
        boolean nobody;
        synchronized (this) {
            answer = new Answer(begun.status(), headers, form, begun.isStream());
            reading = begins;
            nobody = listeners.isEmpty();
        }
        if (nobody) {
            begins.cancel();
        }
        return begins.ending().onSuccess(this::ended);
    }

    private void heard(Buffer records) {
        List<Listener> woken;
        List<Listener> lost;
        boolean closes;
        synchronized (this) {
            recording.add(records);
            boolean roomy = hold.take(records.length());
            counted += records.length();
            closes = open && (!roomy || recording.bytes() > terms.answer());
            open &= !closes;
            forget();
            long mayLag = roomy ? terms.answer() : AHEAD;
            lost = open || listeners.size() == 1
                    ? List.of()
                    : listeners.stream()
                            .filter(listener -> recording.ahead(listener.place()) > mayLag && !isFirst(listener))
                            .toList();
            listeners.removeAll(lost);
            woken = List.copyOf(listeners);
            pauseIfUnread();
        }
        settle();
        if (closes) {
            landing.closed(this);
        }
        lost.forEach(listener -> listener.cut(this));
        woken.forEach(listener -> listener.wake(this));
    }

    private boolean isFirst(Listener listener) {
        return recording.ahead(listener.place()) == unread();
    }

    /** What the fastest has not read. */
    private long unread() {
        return listeners.stream()
                .mapToLong(listener -> recording.ahead(listener.place()))
                .min()
                .orElse(0);
    }

    /** A body that comes in one piece is read when it has ended. */
    private void pauseIfUnread() {
        boolean waits = answer != null && !answer.streamed() && isOnePiece();
        if (!waits && reading != null && !paused && unread() > AHEAD) {
            paused = true;
            reading.pause();
        }
    }

    private void resumeIfRead() {
        synchronized (this) {
            if (!paused || unread() > AHEAD / 2) {
                return;
            }
            paused = false;
        }
        context.runOnContext(now -> resume());
    }

    private synchronized void resume() {
        // More may have come in between.
        if (reading != null && !paused) {
            reading.resume();
        }
    }

    private void ended(Ending how) {
        List<Listener> told;
        boolean whole;
        synchronized (this) {
            ending = how;
            told = List.copyOf(listeners);
            whole = open;
        }
        told.forEach(listener -> listener.wake(this));
        if (!(how instanceof Ending.Completed)) {
            close();
        } else if (whole && answer != null) {
            landing.landed(answer, recording.all()).onComplete(done -> close());
        } else {
            landing.landedTooLong();
            close();
        }
    }

    private void close() {
        synchronized (this) {
            open = false;
            forget();
        }
        settle();
        landing.closed(this);
    }

    /** While somebody may still come aboard it is held from its first byte. */
    private void forget() {
        if (!open) {
            recording.forgetBefore(listeners.stream().map(Listener::place).toList());
        }
    }

    /** Gives back what is not held any more. */
    private synchronized void settle() {
        long free = counted - recording.held();
        if (free > 0) {
            counted -= free;
            hold.giveBack(free);
        }
    }
}
