package dev.parley.router.capacity;

import java.util.List;

/** What a request would take: asked again at every chance, so that a place is chosen as late as possible. */
public interface Wish {

    /** Requests of one kind are served strictly in order; what keeps the first waiting keeps the others too. Compared by value. */
    Object kind();

    /** How many bytes it holds while it waits. */
    long bytes();

    /** Where it could run now, best first; empty if nowhere. Called often and under a lock: quick, and never blocking. */
    List<Place> places();
}
