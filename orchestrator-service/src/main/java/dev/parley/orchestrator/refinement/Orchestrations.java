package dev.parley.orchestrator.refinement;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * What was changed of the settings that the environment gives: by an administrator for everybody, and by a tenant for itself,
 * whose word comes last. Kept as the fields that were given.
 */
public interface Orchestrations {

    /** What a tenant has changed, on top of what was changed for everybody. Fails with {@code StoreUnavailable}. */
    Uni<JsonObject> changes(String tenant);

    /** Changes these fields and leaves the others; gives what {@link #changes} then gives. */
    Uni<JsonObject> change(Whose whose, String tenant, JsonObject fields);

    /** Takes all changes back; gives what {@link #changes} then gives. Repeatable. */
    Uni<JsonObject> reset(Whose whose, String tenant);

    /** Whom a change is for. */
    enum Whose {
        TENANT,
        EVERYBODY
    }
}
