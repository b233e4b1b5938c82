package dev.parley.gateway.conversation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the viewers of this replica, lets no more in than it may hold, and sends them elsewhere when it goes. */
public final class OpenStreams {

    /** The right to hold one stream open; given back once, however often it is closed. */
    public interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    private final int max;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Permit, Runnable> ends = new ConcurrentHashMap<>();

    /** @param max how many may be open at once */
    public OpenStreams(int max) {
        this.max = max;
    }

    /**
     * A permit, or none if as many streams are open as may be.
     *
     * @param end ends the stream so that its viewer comes back; called from any thread
     */
    public Optional<Permit> open(Runnable end) {
        int now = open.getAndUpdate(count -> count < max ? count + 1 : count);
        return now < max ? Optional.of(permit(end)) : Optional.empty();
    }

    private Permit permit(Runnable end) {
        Permit permit = new Permit() {
            @Override
            public void close() {
                if (ends.remove(this) != null) {
                    open.decrementAndGet();
                }
            }
        };
        ends.put(permit, end);
        return permit;
    }

    /** Ends all that are open: their viewers come back, to another replica. */
    public void endAll() {
        List.copyOf(ends.values()).forEach(Runnable::run);
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
