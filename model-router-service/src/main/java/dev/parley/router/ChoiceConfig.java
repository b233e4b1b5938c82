package dev.parley.router;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a node is chosen, and what is learned for it. */
@ConfigMapping(prefix = "router.choice")
public interface ChoiceConfig {

    /** For how long a load is taken where none was seen. */
    @WithDefault("10s")
    Duration usualLoad();

    /** What belongs together stays on a node that takes up to so many times as long as the best. */
    @WithDefault("1.5")
    double familiarBound();

    /** Conversations and beginnings whose node is remembered. */
    @WithDefault("10000")
    int familiar();

    /** After which what was learned of a node counts half. */
    @WithDefault("10m")
    Duration halfLife();

    /** For how long a node that is given nothing is believed to be as slow as it was. */
    @WithDefault("90s")
    Duration trust();

    /** Pairs of node and model of which something is remembered. */
    @WithDefault("2000")
    int pairs();
}
