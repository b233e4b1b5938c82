package dev.parley.testkit.planted.time;

import java.time.Clock;
import java.time.Instant;

/** Provides the clock, and may therefore read it. */
public final class SystemClock {
    Instant seen() {
        return Instant.now();
    }

    Instant told(Clock clock) {
        return Instant.now(clock);
    }
}
