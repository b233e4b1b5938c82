package dev.parley.testkit.planted.time;

/** Reads the system clock as a number. */
public final class MillisReader {
    long seen() {
        return System.currentTimeMillis();
    }
}
