package dev.parley.gateway.conversation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the viewers of this replica and lets no more in than it may hold. */
public final class OpenStreams {

    /** The right to hold one stream open; given back once, however often it is closed. */
    public interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    private final int max;
    private final AtomicInteger open = new AtomicInteger();

    /** @param max how many may be open at once */
    public OpenStreams(int max) {
        this.max = max;
    }

    /** A permit, or none if as many streams are open as may be. */
    public Optional<Permit> open() {
        int now = open.getAndUpdate(count -> count < max ? count + 1 : count);
        return now < max ? Optional.of(permit()) : Optional.empty();
    }

    private Permit permit() {
        AtomicBoolean held = new AtomicBoolean(true);
        return () -> {
            if (held.compareAndSet(true, false)) {
                open.decrementAndGet();
            }
        };
    }

    /** How many may be open. */
    public int max() {
        return max;
    }

    /** How many are open. */
    public int count() {
        return open.get();
    }

    /** Shows how many are open. */
    public OpenStreams measuredBy(MeterRegistry meters) {
        Gauge.builder("parley.gateway.streams.open", open, AtomicInteger::get)
                .description("Event streams that viewers hold open, server-sent events and WebSockets together")
                .register(meters);
        return this;
    }
}
