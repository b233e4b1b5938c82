package dev.parley.testkit.planted.passing;

import java.time.Clock;

/** Hands the clock out. */
public final class ProcessBeans {
    Clock clock() {
        return Clock.systemUTC();
    }
}
