package dev.parley.agent.tunnel;

import java.util.Locale;

/** How long something took, for people. */
public final class Seconds {

    private Seconds() {}

    /** As {@code 1.23 s}. */
    public static String of(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
}
