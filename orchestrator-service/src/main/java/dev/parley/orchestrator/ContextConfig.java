package dev.parley.orchestrator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How much agents are told at once. */
@ConfigMapping(prefix = "orchestrator.context")
public interface ContextConfig {

    /** The usual window in tokens, prompt and answer together. */
    @WithDefault("8192")
    int window();

    /** The window of models by name. */
    Map<String, Integer> windows();

    /** The largest window that is ever asked for. */
    @WithDefault("131072")
    int maxWindow();

    /** Tokens of a window that are kept free. */
    @WithDefault("256")
    int reserve();

    /** How long it is remembered what a model was made for. */
    @WithDefault("10m")
    Duration remember();
}
