package dev.parley.router.redis;

import java.time.Duration;

/**
 * How the one sign of life goes that keeps all claims of this process.
 *
 * @param interval between two; one that is not answered by the next means that Redis is away
 * @param lapse after which the others take this process for dead
 * @param reconnect how long to wait before dialling again
 */
public record Heartbeat(Duration interval, Duration lapse, Duration reconnect) {

    public Heartbeat {
        if (lapse.compareTo(interval.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "lapse: " + lapse + " (expected: >= 2 heartbeat intervals of " + interval + ")");
        }
    }
}
