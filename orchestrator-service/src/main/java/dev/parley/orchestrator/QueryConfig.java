package dev.parley.orchestrator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What single questions may take. */
@ConfigMapping(prefix = "orchestrator.query")
public interface QueryConfig {

    /** How often a model is asked. */
    @WithDefault("3")
    int tries();

    /** The pause after the first try; each further one is twice as long. */
    @WithDefault("1s")
    Duration pause();

    /** The longest wait for the first or next byte once a node has been found. */
    @WithDefault("120s")
    Duration silence();

    /** The longest answer in tokens. */
    @WithDefault("2048")
    int answerTokens();

    /** Questions under way at once. */
    @WithDefault("100")
    int maxRunning();

    /** What is remembered. */
    Memory memory();

    /** What is remembered. */
    interface Memory {
        /** How long after the last answer. */
        @WithDefault("24h")
        Duration ttl();

        /** Questions with their answers in one memory. */
        @WithDefault("40")
        int exchanges();

        /** Text in one memory, in bytes. */
        @WithDefault("200000")
        int bytes();

        /** Memories of one key. */
        @WithDefault("1000")
        int perKey();

        /** How often what is too old is looked for. */
        @WithDefault("10m")
        Duration sweepEvery();
    }
}
