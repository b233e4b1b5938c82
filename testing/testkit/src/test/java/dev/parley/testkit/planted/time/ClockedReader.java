package dev.parley.testkit.planted.time;

import java.time.Clock;
import java.time.Instant;

/** Is told the time, as it should be. */
public final class ClockedReader {
    Instant seen(Clock clock) {
        return Instant.now(clock);
    }
}
