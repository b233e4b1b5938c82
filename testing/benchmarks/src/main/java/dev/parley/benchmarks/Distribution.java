package dev.parley.benchmarks;

import java.util.Arrays;

/** Latencies of one measurement, sorted. */
record Distribution(long[] nanos) {

    Distribution {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    /** The latency that this share of the calls did not exceed, in microseconds; 0 < share <= 1 (nearest rank). */
    double micros(double share) {
        int rank = (int) Math.ceil(share * nanos.length);
        return nanos[Math.max(0, rank - 1)] / 1_000.0;
    }
}
