package dev.parley.simulatednode.engine;

import dev.parley.simulatednode.time.NodeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when it is told to; timers run in order as it does. */
final class ManualTime implements NodeTime {

    private static final Instant START = Instant.parse("2026-11-20T07:00:00Z");

    private final PriorityQueue<Pending> timers =
            new PriorityQueue<>(Comparator.comparingLong(Pending::due).thenComparingLong(Pending::order));
    private long nanos;
    private long order;

    private record Pending(long due, long order, Runnable task) {}

    @Override
    public Instant now() {
        return START.plusNanos(nanos);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Timer after(long delayNanos, Runnable task) {
        Pending pending = new Pending(nanos + Math.max(0, delayNanos), order++, task);
        timers.add(pending);
        return () -> timers.remove(pending);
    }

    void pass(Duration time) {
        long end = nanos + time.toNanos();
        while (!timers.isEmpty() && timers.peek().due() <= end) {
            Pending next = timers.remove();
            nanos = next.due();
            next.task().run();
        }
        nanos = end;
    }
}
