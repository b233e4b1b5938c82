package dev.parley.router;

import java.time.Duration;
import java.util.Optional;

/** When a second node is asked beside the first. */
public interface HedgeConfig {

    /** How long a node with the model in memory may say nothing; never if not set. */
    Optional<Duration> after();
}
