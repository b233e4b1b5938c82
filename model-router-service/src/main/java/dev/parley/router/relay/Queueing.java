package dev.parley.router.relay;

import dev.parley.router.capacity.CallerId;
import dev.parley.router.capacity.Priority;
import java.time.Duration;

/**
 * How one request waits.
 *
 * @param caller for whom
 * @param patience how long at most
 */
record Queueing(CallerId caller, Priority priority, Duration patience) {

    /** The same, but it does not wait. */
    Queueing nowOrNever() {
        return new Queueing(caller, priority, Duration.ZERO);
    }
}
