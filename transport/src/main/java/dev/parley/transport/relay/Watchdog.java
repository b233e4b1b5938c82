package dev.parley.transport.relay;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Barks once when nothing has happened for too long. Signs of life only note the time; the timer looks at it later. */
final class Watchdog {

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Runnable bark;
    private long timer = NO_TIMER;
    private long silenceNanos;
    private long lastSign;

    Watchdog(Vertx vertx, Runnable bark) {
        this.vertx = vertx;
        this.bark = bark;
    }

    /** From now on barks after this much silence. */
    void watch(Duration silence) {
        rest();
        silenceNanos = silence.toNanos();
        lastSign = System.nanoTime();
        arm(silenceNanos);
    }

    /** A sign of life. */
    void sign() {
        lastSign = System.nanoTime();
    }

    /** Stops watching until told again. */
    void rest() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    private void arm(long nanos) {
        // Timers count whole milliseconds: one more, never one less than the silence.
        timer = vertx.setTimer(Math.max(1, nanos / 1_000_000 + 1), fired -> look());
    }

    private void look() {
        timer = NO_TIMER;
        long left = silenceNanos - (System.nanoTime() - lastSign);
        if (left > 0) {
            arm(left);
        } else {
            bark.run();
        }
    }
}
