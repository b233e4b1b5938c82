package dev.parley.router;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Loading models, and keeping them where they are wished for. The reasons for the defaults are in docs/configuration.md. */
@ConfigMapping(prefix = "router.placement")
public interface PlacementConfig {

    /** Between two looks at what is wished for and what is. */
    @WithDefault("5s")
    Duration interval();

    /** How long a model that was loaded stays in memory after its last use. */
    @WithDefault("30m")
    Duration keep();

    /** From which registries models may be pulled. */
    @WithDefault("registry.ollama.ai")
    List<String> registries();

    /** How many models may wait for a node that fetches or loads another. */
    @WithDefault("16")
    int waiting();

    /** How often a node that cannot be reached is asked for the same. */
    @WithDefault("3")
    int tries();

    /** Before it is asked again, doubled each time. */
    @WithDefault("2s")
    Duration pause();

    /** Where doubling ends for wishes that cannot be fulfilled. */
    @WithDefault("1h")
    Duration longestPause();

    /** How long a node may say nothing while it fetches a model. */
    @WithDefault("2m")
    Duration pullSilence();

    /** How long a node may take to load a model. */
    @WithDefault("10m")
    Duration loadSilence();
}
