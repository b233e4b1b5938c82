package dev.parley.router;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is answered as before, and what of it is kept. */
@ConfigMapping(prefix = "router.cache")
public interface CacheConfig {

    /** Whether anything is. */
    @WithDefault("true")
    boolean enabled();

    /** How long an answer is kept. */
    @WithDefault("24h")
    Duration life();

    /** The largest request that is looked at. */
    @WithDefault("8M")
    MemorySize request();

    /** The largest answer that is kept, or given to those who join late. */
    @WithDefault("1M")
    MemorySize answer();

    /** What one tenant's answers may take in Redis; the oldest go first. */
    @WithDefault("64M")
    MemorySize tenant();

    /** What answers under way may take here, all together, for those who join late. */
    @WithDefault("64M")
    MemorySize recordings();

    /** How many may share an answer with the one who asked first. */
    @WithDefault("1000")
    int followers();

    /** How long Redis may take to say what it has. */
    @WithDefault("50ms")
    Duration patience();

    /** How long Redis is left alone after it was away. */
    @WithDefault("1s")
    Duration reconnect();
}
