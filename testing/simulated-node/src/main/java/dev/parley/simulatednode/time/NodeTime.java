package dev.parley.simulatednode.time;

import java.time.Duration;
import java.time.Instant;

/** Time as a node sees it. All callbacks run on the node's one event loop, so its parts need no locks. */
public interface NodeTime {

    /** The wall clock, used for timestamps in answers only. */
    Instant now();

    /** A monotonic reading in nanoseconds, used for every duration. */
    long nanos();

    /** Runs the task once after the delay (0 or less: as soon as the loop is free). */
    Timer after(long delayNanos, Runnable task);

    default Timer after(Duration delay, Runnable task) {
        return after(delay.toNanos(), task);
    }

    /** A pending task; cancelling it twice, or after it ran, does nothing. */
    @FunctionalInterface
    interface Timer {
        void cancel();
    }
}
