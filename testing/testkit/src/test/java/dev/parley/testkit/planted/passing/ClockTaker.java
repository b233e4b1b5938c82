package dev.parley.testkit.planted.passing;

import java.time.Clock;
import java.time.Instant;

/** Helps itself to the system clock. */
public final class ClockTaker {
    Instant seen() {
        return Clock.systemUTC().instant();
    }
}
