package dev.parley.orchestrator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a conversation that is brought back may be; the reasons for the defaults are in docs/configuration.md. */
@ConfigMapping(prefix = "orchestrator.import")
public interface ImportConfig {

    /** The most messages: all of them are kept in one transaction. */
    @WithDefault("5000")
    int messages();

    /** The most ideas. */
    @WithDefault("20000")
    int ideas();
}
