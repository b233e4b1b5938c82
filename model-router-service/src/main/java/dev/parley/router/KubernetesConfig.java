package dev.parley.router;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Pools of a cluster. The reasons for the defaults are in docs/configuration.md. */
@ConfigMapping(prefix = "router.kubernetes")
public interface KubernetesConfig {

    /** Whether labelled Services of a cluster are pools of nodes. */
    @WithDefault("false")
    boolean enabled();

    /** In which namespaces; the router's own if not set, {@code *} for all. */
    Optional<List<String>> namespaces();

    /** How many pods may be nodes. */
    @WithDefault("1000")
    int nodes();

    /** How long a router that starts is not ready because it has not heard the cluster. */
    @WithDefault("30s")
    Duration patience();

    /** After how long without a watch everything is listed anew. */
    @WithDefault("10s")
    Duration relist();
}
