package dev.parley.gateway.usage;

import io.vertx.core.Future;
import java.util.Optional;

/** Whose keys are. */
@FunctionalInterface
public interface KeyOwners {

    /** The tenant of the key with this public id; empty if no list names it or nobody can look. Never fails. */
    Future<Optional<String>> tenantOf(String key);
}
