package dev.parley.testkit.planted.time;

import java.time.Instant;
import java.util.function.Supplier;

/** Reads the system clock behind a method reference. */
public final class InstantReference {
    Supplier<Instant> seen() {
        return Instant::now;
    }
}
