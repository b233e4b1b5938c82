package dev.parley.transport.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The secrets of the services that may call this one. Each is a list of the current secret and, while it is being rotated,
 * the previous one; a service that is not named may not call.
 */
@ConfigMapping(prefix = "parley.edges")
public interface EdgeConfig {

    /** What the gateway proves itself with. */
    Optional<List<String>> gateway();

    /** What the router proves itself with. */
    Optional<List<String>> router();

    /** What the orchestrator proves itself with. */
    Optional<List<String>> orchestrator();

    /** What the idea registry proves itself with. */
    Optional<List<String>> ideas();

    /** How far the clocks of two services may be apart, 0 to 5 minutes; longer, and a token would outlive its purpose. */
    @WithDefault("30s")
    @DurationMin(seconds = 0)
    @DurationMax(minutes = 5)
    Duration clockSkew();
}
