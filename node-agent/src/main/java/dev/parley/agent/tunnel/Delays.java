package dev.parley.agent.tunnel;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: about 5, 10, 15 ... 60 seconds. About, so that the agents of a server that was away
 * do not all come back in the same moment.
 */
final class Delays {

    private static final Duration STEP = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** A connection that stood this long was a good one. */
    static final Duration STABLE = Duration.ofMinutes(1);

    private final RandomGenerator random;
    private int failures;

    Delays(RandomGenerator random) {
        this.random = random;
    }

    /** After one more failure in a row. */
    Duration next() {
        failures++;
        Duration step = STEP.multipliedBy(failures);
        return about(step.compareTo(LONGEST) < 0 ? step : LONGEST);
    }

    /** Where coming back unchanged does not help. */
    Duration slow() {
        return about(LONGEST);
    }

    /** To another replica, at once; all of them at once would be a storm. */
    Duration soon() {
        return Duration.ofMillis(random.nextLong(2000));
    }

    /** A tenth more or less. */
    Duration about(Duration delay) {
        long tenth = Math.max(1, delay.toMillis() / 10);
        return delay.plusMillis(random.nextLong(2 * tenth) - tenth);
    }

    /** The last connection was a good one. */
    void reset() {
        failures = 0;
    }
}
