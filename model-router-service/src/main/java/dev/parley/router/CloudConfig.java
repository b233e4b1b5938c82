package dev.parley.router;

import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What becomes of models that a remote service answers for. */
public interface CloudConfig {

    /** Whether they are relayed. */
    @WithDefault("allow")
    Policy policy();

    /** The only nodes whose sign-in is used. */
    Optional<List<String>> nodes();

    /** See {@link #policy}. */
    enum Policy {
        ALLOW,
        REFUSE
    }
}
