package dev.parley.gateway.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many wrong credentials an address may still show. Each costs one; one comes back every so often. Who has none left is
 * not looked up any more: guessing a key is hopeless, but every guess would cost the database a search.
 */
public final class Guesses {

    /**
     * How much guessing is borne.
     *
     * @param perMinute wrong credentials from one address
     * @param addresses remembered at once; beyond that the one heard of longest ago is forgotten
     */
    public record Bounds(int perMinute, int addresses) {}

    private static final double NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();

    private final Bounds bounds;
    private final InstantSource clock;
    private final Map<String, Allowance> allowances = new LinkedHashMap<>(16, 0.75f, true);

    /** Nobody has guessed yet. */
    public Guesses(Bounds bounds, InstantSource clock) {
        this.bounds = bounds;
        this.clock = clock;
    }

    /**
     * Takes one guess from this address.
     *
     * @return zero if there was one left, else how long it takes until there is
     */
    public synchronized Duration take(String address) {
        Instant now = clock.instant();
        double left = left(address, now);
        if (left < 1) {
            return Duration.ofNanos((long) ((1 - left) / bounds.perMinute() * NANOS_PER_MINUTE) + 1);
        }
        put(address, new Allowance(left - 1, now));
        return Duration.ZERO;
    }

    /** Gives one back that turned out to be none. */
    public synchronized void giveBack(String address) {
        Instant now = clock.instant();
        double left = left(address, now) + 1;
        if (left >= bounds.perMinute()) {
            allowances.remove(address);
        } else {
            put(address, new Allowance(left, now));
        }
    }

    private double left(String address, Instant now) {
        Allowance last = allowances.get(address);
        if (last == null) {
            return bounds.perMinute();
        }
        double back = Duration.between(last.at(), now).toNanos() / NANOS_PER_MINUTE * bounds.perMinute();
        return Math.min(bounds.perMinute(), last.left() + Math.max(0, back));
    }

    private void put(String address, Allowance allowance) {
        allowances.put(address, allowance);
        if (allowances.size() > bounds.addresses()) {
            allowances.remove(allowances.keySet().iterator().next());
        }
    }

    /** How many addresses are remembered. */
    synchronized int size() {
        return allowances.size();
    }

    private record Allowance(double left, Instant at) {}
}
