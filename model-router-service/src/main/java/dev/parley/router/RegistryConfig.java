package dev.parley.router;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may tune of nodes that are described at run time. */
@ConfigMapping(prefix = "router.registry")
public interface RegistryConfig {

    /** Between two looks at what is kept, beside being told of changes. */
    @WithDefault("1s")
    Duration poll();

    /** Between two tries to reach the database, after doubling. */
    @WithDefault("5s")
    Duration longestPause();

    /** How long one statement or change may take. */
    @WithDefault("3s")
    Duration patience();

    /** How many nodes administrators may add. */
    @WithDefault("500")
    int nodes();

    /** How many tunnels there may be. */
    @WithDefault("500")
    int tunnels();

    /** How long a tunnel counts that is not said again. */
    @WithDefault("15s")
    Duration tunnelLife();

    /** Whether administrators may add nodes on loopback and link-local addresses. */
    @WithDefault("false")
    boolean localAddresses();
}
