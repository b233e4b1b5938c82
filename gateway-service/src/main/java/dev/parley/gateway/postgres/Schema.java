package dev.parley.gateway.postgres;

import dev.parley.gateway.GatewayConfig;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * The gateway's tables, made or brought up to date before the door opens; if the database is away, behind the open door as
 * soon as it is back. A schema that cannot be brought up to date ends the process: no waiting helps it.
 */
@Singleton
final class Schema {

    private static final Logger LOG = Logger.getLogger(Schema.class);

    /** Before everything that uses the tables. */
    private static final int FIRST = 1;

    private final Flyway flyway;
    private final AgroalDataSource connections;
    private final Vertx vertx;
    private final long pause;
    private volatile boolean there;
    private volatile boolean over;

    Schema(Flyway flyway, AgroalDataSource connections, Vertx vertx, GatewayConfig config) {
        this.flyway = flyway;
        this.connections = connections;
        this.vertx = vertx;
        this.pause = config.identity().reconnect().toMillis();
    }

    /** Whether the tables can be used. */
    boolean isThere() {
        return there;
    }

    void begin(@Observes @Priority(FIRST) StartupEvent event) {
        if (!migrate()) {
            LOG.warn("the database is away, keys are looked up and usage is written down when it is back");
            later();
        }
    }

    void end(@Observes ShutdownEvent event) {
        over = true;
    }

    private void later() {
        vertx.setTimer(
                pause,
                tick -> vertx.executeBlocking(this::migrate, false)
                        .onSuccess(done -> goOn(done))
                        .onFailure(Schema::giveUp));
    }

    private void goOn(boolean done) {
        if (done) {
            LOG.info("the database is there");
        } else if (!over) {
            later();
        }
    }

    /** @return false if the database cannot be reached */
    private boolean migrate() {
        try {
            flyway.migrate();
            there = true;
        } catch (FlywayException failure) {
            if (!Database.isAbsence(failure)) {
                throw failure;
            }
            // What it had borrowed when the database went is not given back, and there are few.
            connections.flush(FlushMode.ALL);
        }
        return there;
    }

    private static void giveUp(Throwable failure) {
        LOG.error("the schema cannot be brought up to date", failure);
        Quarkus.asyncExit(1);
    }
}
