package dev.parley.router.capacity;

import java.time.Duration;

/**
 * Where one request stands among those that want the same.
 *
 * @param position 1 if it is the next, 0 if it does not wait; counted up to some thousands, at least so many beyond
 * @param expectedWait as far as is known; zero if nothing is
 */
public record Standing(int position, Duration expectedWait) {

    /** Nowhere: it does not wait. */
    public static final Standing NONE = new Standing(0, Duration.ZERO);
}
