package dev.parley.router.capacity;

import java.time.Duration;

/** How long requests take, as far as is known. Called under a lock: quick, and never blocking. */
@FunctionalInterface
public interface ServiceTimes {

    /** From admission to the end; zero if nothing is known. */
    Duration expectedAt(Place place);

    /** Nothing is known. */
    static ServiceTimes unknown() {
        return place -> Duration.ZERO;
    }

    /** These, and others where these know nothing. */
    default ServiceTimes orElse(ServiceTimes others) {
        return place -> {
            Duration known = expectedAt(place);
            return known.isZero() ? others.expectedAt(place) : known;
        };
    }
}
