package dev.parley.orchestrator.pace;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.jspecify.annotations.Nullable;

/** Wakes the one who waits. A ring that nobody waits for is kept for the next; any number of them is one. */
public final class Bell {

    private boolean rung;
    private @Nullable UniEmitter<? super Void> waiting;

    /** Wakes whoever waits, now or next. */
    public void ring() {
        UniEmitter<? super Void> woken;
        synchronized (this) {
            woken = waiting;
            waiting = null;
            rung = woken == null;
        }
        if (woken != null) {
            woken.complete(null);
        }
    }

    /** Nothing, at the next ring; at once if it has rung since the last. One waits at a time. */
    public Uni<Void> next() {
        return Uni.createFrom().emitter(emitter -> {
            boolean now;
            synchronized (this) {
                now = rung;
                rung = false;
                waiting = now ? null : emitter;
            }
            if (now) {
                emitter.complete(null);
            } else {
                emitter.onTermination(() -> forget(emitter));
            }
        });
    }

    /** Whoever waits no longer is not woken in the next one's place. */
    private synchronized void forget(UniEmitter<? super Void> gone) {
        if (waiting == gone) {
            waiting = null;
        }
    }
}
