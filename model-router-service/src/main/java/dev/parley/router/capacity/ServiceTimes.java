package dev.parley.router.capacity;

import java.time.Duration;

/** How long requests take, as far as is known. Called under a lock: quick, and never blocking. */
@FunctionalInterface
public interface ServiceTimes {

    /** From admission to the end; zero if nothing is known. */
    Duration expectedAt(Place place);

    /** The same of one that takes long; few take longer. Zero if that is not known. */
    default Duration longestAt(Place place) {
        return Duration.ZERO;
    }

    /** Whether that was learned so long ago that one request is worth a try. */
    default boolean isOldAt(Place place) {
        return false;
    }

    /** Nothing is known. */
    static ServiceTimes unknown() {
        return place -> Duration.ZERO;
    }

    /** These, and others where these know nothing. */
    default ServiceTimes orElse(ServiceTimes others) {
        ServiceTimes first = this;
        return new ServiceTimes() {
            @Override
            public Duration expectedAt(Place place) {
                Duration known = first.expectedAt(place);
                return known.isZero() ? others.expectedAt(place) : known;
            }

            @Override
            public boolean isOldAt(Place place) {
                return first.isOldAt(place);
            }

            @Override
            public Duration longestAt(Place place) {
                return first.longestAt(place);
            }
        };
    }
}
