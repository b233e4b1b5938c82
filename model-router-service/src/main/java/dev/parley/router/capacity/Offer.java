package dev.parley.router.capacity;

import java.time.Duration;

/**
 * A place that one request could have.
 *
 * @param start predicted time from admission to the first token; zero if unknown
 */
public record Offer(Place place, Warmth warmth, Duration start) {

    boolean isWarm() {
        return warmth == Warmth.WARM;
    }
}
