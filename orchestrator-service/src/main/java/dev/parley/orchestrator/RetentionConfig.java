package dev.parley.orchestrator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long what is over is kept. The reasons for the defaults are in docs/configuration.md. */
@ConfigMapping(prefix = "orchestrator.retention")
public interface RetentionConfig {

    /** Conversations that ended longer ago are taken away; kept for ever if absent. */
    Optional<Duration> ended();

    /** What turns cost that are older is forgotten. */
    @WithDefault("400d")
    Duration usage();

    /** How often it is looked for what is too old. */
    @WithDefault("10m")
    Duration every();

    /** How often the registry is asked to forget ideas of conversations that are gone. */
    @WithDefault("5s")
    Duration ideasEvery();

    /** How much is taken away at once. */
    @WithDefault("100")
    int batch();
}
