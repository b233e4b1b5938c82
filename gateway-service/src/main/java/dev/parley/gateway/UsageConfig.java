package dev.parley.gateway;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How use is written down. */
public interface UsageConfig {

    /** How often: what a replica that is killed loses. */
    @WithDefault("1s")
    Duration interval();

    /** Lines of key, model and hour kept while PostgreSQL is away; half a kilobyte each. */
    @WithDefault("10000")
    int buffer();

    /** The longest wait for PostgreSQL. */
    @WithDefault("3s")
    Duration patience();

    /** Tokens of conversations in a month's budget are asked of the orchestrator no more often than this, per key. */
    @WithDefault("5s")
    Duration conversations();

    /** How often running conversations are held against the month's budgets of those who pay: each turn takes longer. */
    @WithDefault("10s")
    Duration budgets();

    /** How long a replica that is told to go waits until everything is written. */
    @WithDefault("5s")
    Duration leaving();
}
