package dev.parley.router.capacity;

import java.time.Duration;
import java.util.List;

/** What a request would take: asked again at every chance, so that a place is chosen as late as possible. */
public interface Wish {

    /**
     * Requests of one kind are offered the same places, in whatever order: what has no room for one has none for the others.
     * Compared by value. There should be few kinds, whatever the number of requests.
     */
    Object kind();

    /** What it asks for, as it is told to people: a model or a type of task. */
    String wanted();

    /** For whom it is. */
    CallerId caller();

    /** Who goes first. */
    Priority priority();

    /** How long it would wait; zero if not at all. */
    Duration patience();

    /** How many bytes it holds while it waits. */
    long bytes();

    /** Where it could run now, best first; empty if nowhere. Called under a lock: quick, and never blocking. */
    List<Offer> places();
}
