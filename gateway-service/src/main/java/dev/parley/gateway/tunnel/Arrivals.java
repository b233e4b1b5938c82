package dev.parley.gateway.tunnel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How many agents may come at once. All agents of a replica that went come back together, and each costs a handshake, a row and
 * a look at its node: more than so many in a second would take that from whoever is being answered. Those sent away are told
 * different moments, so that they do not come together again. For any thread.
 */
public final class Arrivals {

    private static final long NANOS = 1_000_000_000L;

    /** Nobody is sent away for longer. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Duration each;
    private final Duration burst;
    private final InstantSource clock;
    private final TunnelMeter meter;

    /** When the admitted so far are paid for. */
    private Instant paid = Instant.MIN;

    /** When the last one that was sent away may come. */
    private Instant promised = Instant.MIN;

    /**
     * @param perSecond how many
     * @param burst how many may come at one moment
     */
    public Arrivals(int perSecond, int burst, InstantSource clock, TunnelMeter meter) {
        this.each = Duration.ofNanos(NANOS / perSecond);
        this.burst = each.multipliedBy(burst - 1L);
        this.clock = clock;
        this.meter = meter;
    }

    /** Lets one in, or says in how many seconds it should come back; 0 if it is in. */
    public synchronized int ask() {
        Instant now = clock.instant();
        Instant from = paid.isBefore(now) ? now : paid;
        if (!from.isAfter(now.plus(burst))) {
            paid = from.plus(each);
            meter.arrival(true);
            return 0;
        }
        meter.arrival(false);
        Instant latest = now.plus(LONGEST);
        Instant after = promised.isBefore(from) ? from : promised;
        promised = after.plus(each).isAfter(latest) ? from : after.plus(each);
        return 1 + (int) Duration.between(now, promised).toSeconds();
    }
}
