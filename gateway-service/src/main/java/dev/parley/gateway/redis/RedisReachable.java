package dev.parley.gateway.redis;

import dev.parley.gateway.quota.SharedLedger;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells whether limits are kept by all replicas together. Ready either way. */
@Readiness
@Singleton
class RedisReachable implements HealthCheck {

    private final SharedLedger ledger;

    RedisReachable(SharedLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("redis")
                .up()
                .withData("reachable", ledger.isThere())
                .build();
    }
}
