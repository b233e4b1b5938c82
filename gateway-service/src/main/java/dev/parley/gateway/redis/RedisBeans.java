package dev.parley.gateway.redis;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.QuotaConfig;
import dev.parley.transport.process.ProcessIdentity;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The ledger, to be injected. */
@Dependent
final class RedisBeans {

    private static final int LAST = 10_000;

    @Produces
    @Singleton
    RedisLedger ledger(Vertx vertx, Redis redis, ProcessIdentity process, Clock clock, GatewayConfig config) {
        QuotaConfig quota = config.quota();
        return new RedisLedger(
                vertx, redis, process, clock, new Reach(quota.patience(), quota.reconnect(), quota.lapse()));
    }

    void begin(@Observes StartupEvent event, RedisLedger ledger) {
        ledger.start();
    }

    /** After everything that was under way has been settled. */
    void end(@Observes @Priority(LAST) ShutdownEvent event, RedisLedger ledger) {
        ledger.stop();
    }
}
