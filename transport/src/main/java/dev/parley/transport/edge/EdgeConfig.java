package dev.parley.transport.edge;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

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
}
