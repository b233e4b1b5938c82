package dev.parley.testkit.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/**
 * A clock that stands still until a test moves it. Safe for use by many threads; a view in another zone
 * ({@link #withZone}) follows the same instant.
 */
public final class SettableClock extends Clock {

    private final Hands hands;
    private final ZoneId zone;

    private SettableClock(Hands hands, ZoneId zone) {
        this.hands = hands;
        this.zone = zone;
    }

    /** A clock in UTC that shows {@code start}. */
    public static SettableClock at(Instant start) {
        return new SettableClock(new Hands(start), ZoneOffset.UTC);
    }

    /** A clock in UTC that shows an ISO-8601 instant such as {@code 2026-01-31T08:00:00Z}. */
    public static SettableClock at(String start) {
        return at(Instant.parse(start));
    }

    /** Jumps to {@code instant}, backwards too: real clocks are corrected as well. */
    public void set(Instant instant) {
        hands.move(now -> instant);
    }

    /** Moves by {@code step}, which may be negative, and answers the new time. */
    public Instant advance(Duration step) {
        return hands.move(now -> now.plus(step));
    }

    @Override
    public Instant instant() {
        return hands.move(now -> now);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public SettableClock withZone(ZoneId other) {
        return new SettableClock(hands, other);
    }

    @Override
    public String toString() {
        return "SettableClock[" + instant() + ", " + zone + "]";
    }

    /** What the views in all zones share. */
    private static final class Hands {

        private Instant now;

        Hands(Instant start) {
            this.now = start;
        }

        synchronized Instant move(UnaryOperator<Instant> step) {
            now = step.apply(now);
            return now;
        }
    }
}
