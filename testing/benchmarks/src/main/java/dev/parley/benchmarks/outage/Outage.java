package dev.parley.benchmarks.outage;

import java.time.Instant;

/**
 * When a node was away.
 *
 * @param began by the clock that nodes note requests with
 * @param ended by the same
 * @param beganNanos by {@link System#nanoTime}, as calls are timed
 * @param endedNanos by the same
 */
record Outage(Instant began, Instant ended, long beganNanos, long endedNanos) {

    boolean contains(Instant moment) {
        return !moment.isBefore(began) && moment.isBefore(ended);
    }
}
