package dev.parley.router;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What happens to requests while nothing is free. */
public interface QueueConfig {

    /** How many may wait. */
    @WithDefault("2048")
    int size();

    /** Bytes of waiting bodies. */
    @WithDefault("128M")
    MemorySize bytes();

    /** How much of both one caller may take, up to 1. */
    @WithDefault("0.5")
    double share();

    /** How long one waits that does not say it. */
    @WithDefault("30s")
    Duration deadline();

    /** What a caller may ask for at most. */
    @WithDefault("10m")
    Duration longest();

    /** After how long a band that is passed over has every fourth place. */
    @WithDefault("10s")
    Duration aging();

    /** How long a request that needs a load may be overtaken, or half of its own deadline if that is shorter. */
    @WithDefault("30s")
    Duration starvation();

    /** How often waiting requests are looked at again without an event. */
    @WithDefault("200ms")
    Duration recheck();

    /** How long a client of events waits until a comment tells it so, and then until the next; 0 for never. */
    @WithDefault("5s")
    Duration commentAfter();

    /** What a refused caller is told to wait where nothing better is known. */
    @WithDefault("5s")
    Duration retryAfter();

    /** What a refused caller is told to wait at most. */
    @WithDefault("2m")
    Duration longestRetryAfter();
}
