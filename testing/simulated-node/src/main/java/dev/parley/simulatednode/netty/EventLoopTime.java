package dev.parley.simulatednode.netty;

import dev.parley.simulatednode.time.NodeTime;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** The time of a node whose timers are those of its event loop. */
public final class EventLoopTime implements NodeTime {

    private static final System.Logger LOG = System.getLogger(EventLoopTime.class.getName());

    private final EventLoop loop;
    private final InstantSource clock;
    private final DoubleSupplier skewSeconds;

    /**
     * The time of one event loop.
     *
     * @param skewSeconds read at every look at the clock and added to it
     */
    public EventLoopTime(EventLoop loop, InstantSource clock, DoubleSupplier skewSeconds) {
        this.loop = loop;
        this.clock = clock;
        this.skewSeconds = skewSeconds;
    }

    @Override
    public Instant now() {
        return clock.instant().plus(Duration.ofMillis((long) (skewSeconds.getAsDouble() * 1000)));
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Timer after(long delayNanos, Runnable task) {
        ScheduledFuture<?> future = loop.schedule(() -> run(task), Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** A scheduled future would keep the failure to itself. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a task of the node failed", e);
            throw e;
        }
    }
}
