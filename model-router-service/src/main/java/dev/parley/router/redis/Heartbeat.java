package dev.parley.router.redis;

import java.time.Duration;

/**
 * How the one sign of life goes that keeps all claims of this process.
 *
 * @param interval between two; two that are not answered mean that Redis is away
 * @param lapse after which the others take this process for dead
 * @param reconnect how long to wait before dialling again
 */
public record Heartbeat(Duration interval, Duration lapse, Duration reconnect) {

    public Heartbeat {
        if (lapse.compareTo(interval.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException(
                    "lapse: " + lapse + " (expected: >= 3 heartbeat intervals of " + interval + ")");
        }
    }
}
