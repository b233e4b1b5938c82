package dev.parley.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Moments at which something happens, whatever became of what happened before: an open load. */
public final class Pace {

    private Pace() {}

    /** Does something for each number from 0 at this rate; what comes late does not delay the rest. */
    public static void perSecond(double rate, int count, IntConsumer each) {
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            waitUntil(began + (long) (i / rate * 1e9));
            each.accept(i);
        }
    }

    /** Waits for so long. */
    public static void rest(Duration time) {
        waitUntil(System.nanoTime() + time.toNanos());
    }

    private static void waitUntil(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
