package dev.parley.testkit.planted.time;

import java.time.Instant;

/** Reads the system clock. */
public final class InstantReader {
    Instant seen() {
        return Instant.now();
    }
}
