package dev.parley.router.metrics;

import dev.parley.router.kubernetes.PoolWatch;
import io.micrometer.core.instrument.MeterRegistry;

/** What is counted of a cluster's pools. Only there where a cluster is watched. */
public final class PoolMeters {

    private PoolMeters() {}

    /** Asks for the figures whenever they are read. */
    public static void register(MeterRegistry registry, PoolWatch watch) {
        registry.gauge("parley.router.kubernetes.watching", watch, pools -> pools.isWatching() ? 1 : 0);
        registry.gauge(
                "parley.router.kubernetes.pools",
                watch,
                pools -> pools.pools().pools().size());
        registry.gauge(
                "parley.router.kubernetes.troubles",
                watch,
                pools -> pools.pools().troubles().size());
    }
}
