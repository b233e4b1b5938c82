package dev.parley.router.capacity;

import java.time.Duration;

/**
 * What may wait.
 *
 * @param requests how many
 * @param bytes of their bodies together
 * @param deadline how long each
 */
public record WaitingBounds(int requests, long bytes, Duration deadline) {

    public WaitingBounds {
        if (requests < 0 || bytes < 0 || deadline.isNegative()) {
            throw new IllegalArgumentException("requests: " + requests + ", bytes: " + bytes + ", deadline: " + deadline
                    + " (expected: all >= 0)");
        }
    }
}
