package dev.parley.gateway.redis;

import java.time.Duration;

/**
 * How Redis is held on to.
 *
 * @param patience how long an answer may take; a Redis that is slower is taken to be away
 * @param reconnect how long to wait before dialling again
 * @param lapse after which the other gateways take this one for dead, if it gives no sign of life
 */
public record Reach(Duration patience, Duration reconnect, Duration lapse) {

    public Reach {
        if (patience.toMillis() < 1 || reconnect.toMillis() < 1 || lapse.toMillis() < 100) {
            throw new IllegalArgumentException("patience: " + patience + ", reconnect: " + reconnect + ", lapse: "
                    + lapse + " (expected: >= 1ms, >= 1ms, >= 100ms)");
        }
    }

    /** Between two signs of life: two may be lost. */
    Duration beat() {
        return lapse.dividedBy(3);
    }
}
