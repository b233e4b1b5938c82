package dev.parley.router.capacity;

import java.util.concurrent.atomic.AtomicBoolean;

/** The right to run one request at a place. Must be given back on every ending; giving it back again does nothing. */
public final class Lease {

    private final Place place;
    private final Runnable giveBack;
    private final AtomicBoolean given = new AtomicBoolean();

    Lease(Place place, Runnable giveBack) {
        this.place = place;
        this.giveBack = giveBack;
    }

    /** For what takes no place: nothing is given back. */
    public static Lease ofNothing(Place place) {
        return new Lease(place, () -> {});
    }

    /** What it is good for. */
    public Place place() {
        return place;
    }

    /** Gives the place back. */
    public void release() {
        if (given.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
