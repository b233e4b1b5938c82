package dev.parley.agent;

import dev.parley.agent.talk.Listener;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Lets what is shown keep up with the time while no event comes. */
record Ticker(ScheduledExecutorService clock) implements AutoCloseable {

    /** Seconds are counted on the screen; twice as often looks steady. */
    private static final Duration TICK = Duration.ofMillis(500);

    static Ticker of(Listener listener) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ticker");
            thread.setDaemon(true);
            return thread;
        });
        // A tick that fails ends the ticking, not the telling.
        ScheduledFuture<?> unused =
                clock.scheduleAtFixedRate(listener::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        return new Ticker(clock);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
