package dev.parley.router.unequal;

import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** What happens when, on a clock that jumps from one event to the next. */
final class Events {

    private record Event(Instant at, long number, Runnable what) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    private final SettableClock clock;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long numbers;

    Events(SettableClock clock) {
        this.clock = clock;
    }

    void after(double seconds, Runnable what) {
        events.add(new Event(clock.instant().plus(Duration.ofNanos((long) (seconds * 1e9))), numbers++, what));
    }

    void every(double seconds, Runnable what) {
        after(seconds, () -> {
            what.run();
            every(seconds, what);
        });
    }

    void runUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            Event next = events.remove();
            clock.set(next.at());
            next.what().run();
        }
    }
}
