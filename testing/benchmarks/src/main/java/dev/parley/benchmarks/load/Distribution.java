package dev.parley.benchmarks.load;

import java.util.Arrays;
import java.util.Collection;

/** Latencies of one measurement in nanoseconds, sorted. */
public record Distribution(long[] nanos) {

    /** Of what was measured in any order. */
    public Distribution {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    /** Of what was measured in any order. */
    public static Distribution of(Collection<Long> nanos) {
        return new Distribution(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    /**
     * The latency that this share of the calls did not exceed, in microseconds; 0 < share <= 1 (nearest rank). 0 where nothing
     * was measured.
     */
    public double micros(double share) {
        int rank = (int) Math.ceil(share * nanos.length);
        return nanos.length == 0 ? 0 : nanos[Math.max(0, rank - 1)] / 1_000.0;
    }

    /** The same in milliseconds. */
    public double millis(double share) {
        return micros(share) / 1_000;
    }

    /** The same in seconds. */
    public double seconds(double share) {
        return micros(share) / 1_000_000;
    }
}
