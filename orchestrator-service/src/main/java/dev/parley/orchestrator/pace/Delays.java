package dev.parley.orchestrator.pace;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Waits without holding a thread. */
@FunctionalInterface
public interface Delays {

    /** Nothing, after this long; at once if it is not positive. Cancelling ends the wait. */
    Uni<Void> after(Duration delay);
}
