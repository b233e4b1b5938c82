package dev.parley.orchestrator.ownership;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long another process must have been silent to be taken for dead. Whoever could not say itself that it lives, because the
 * store was away, does not know whether the others could: for a lapse after its return it adds what it has missed. So a store
 * that restarts takes no conversation from a process that lives. Whoever was only slow itself judges as usual: the store knows
 * of the others' beats meanwhile.
 */
final class Lapse {

    private final Clock clock;
    private final Duration usual;
    private @Nullable Instant beaten;
    private boolean missed;
    private Duration more = Duration.ZERO;
    private Instant until = Instant.MIN;

    Lapse(Clock clock, Duration usual) {
        this.clock = clock;
        this.usual = usual;
    }

    /** This process could not say that it lives. */
    synchronized void missed() {
        missed = true;
    }

    /** This process has said that it lives; so long the others must have been silent now. */
    synchronized Duration beaten() {
        Instant now = clock.instant();
        Duration gap = beaten == null ? Duration.ZERO : Duration.between(beaten, now);
        if (missed) {
            more = gap;
            until = now.plus(usual);
        }
        beaten = now;
        missed = false;
        return now.isBefore(until) ? usual.plus(more) : usual;
    }
}
