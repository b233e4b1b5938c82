package dev.parley.orchestrator.ownership;

import dev.parley.orchestrator.turn.Engine;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready from start to farewell. An absent database does not make a replica unready: all would be at once, and callers would
 * find nobody to tell them {@code store-unavailable}.
 */
@Readiness
@ApplicationScoped
class HeartbeatCheck implements HealthCheck {

    private final Ownership ownership;
    private final Engine engine;

    HeartbeatCheck(Ownership ownership, Engine engine) {
        this.ownership = ownership;
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("conversations")
                .status(!ownership.isLeaving())
                .withData("store", ownership.isStoreAway() ? "away" : "present")
                .withData("running", engine.running().size())
                .build();
    }
}
