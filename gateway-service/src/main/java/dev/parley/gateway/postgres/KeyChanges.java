package dev.parley.gateway.postgres;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.IdentityConfig.Mode;
import dev.parley.gateway.StoreAway;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.key.KnownKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Keeps {@link KnownKeys} up to date: hears of changes as they are committed, and asks every second for what it did not hear.
 * Either alone would do within two seconds; together most changes are known at once, and none is lost with a connection.
 * What is open under a key that has ended is ended then.
 */
@Singleton
final class KeyChanges {

    private static final Logger LOG = Logger.getLogger(KeyChanges.class);

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Database database;
    private final KnownKeys keys;
    private final Visits visits;
    private final Vertx vertx;
    private final boolean needed;
    private final AtomicBoolean listening = new AtomicBoolean();
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile boolean over;

    KeyChanges(Database database, KnownKeys keys, Visits visits, Vertx vertx, GatewayConfig config) {
        this.database = database;
        this.keys = keys;
        this.visits = visits;
        this.vertx = vertx;
        this.needed = config.identity().mode() == Mode.ON;
    }

    void start(@Observes StartupEvent event) {
        if (needed) {
            tick();
            vertx.setPeriodic(EVERY.toMillis(), timer -> tick());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        over = true;
    }

    private void tick() {
        if (over) {
            return;
        }
        sync();
        if (listening.compareAndSet(false, true)) {
            listen().subscribe().with(ended -> listening.set(false), refused -> listening.set(false));
        }
    }

    private void sync() {
        keys.sync().onTermination().invoke(visits::review).subscribe().with(changes -> reached(), this::failed);
    }

    private void reached() {
        if (away.compareAndSet(true, false)) {
            LOG.info("the database of keys is back");
        }
    }

    /** Told once per outage: it would be told every second. */
    private void failed(Throwable failure) {
        if (!(failure instanceof StoreAway)) {
            LOG.error("changes of keys cannot be read code=internal-error", failure);
        } else if (away.compareAndSet(false, true)) {
            LOG.warnf("the database of keys is away, known keys are served from memory cause=%s", failure.getCause());
        }
    }

    /** Until the connection ends. What was missed before is asked for as soon as it listens. */
    private Uni<Void> listen() {
        return database.pool().getConnection().flatMap(this::listenOn);
    }

    private Uni<Void> listenOn(SqlConnection connection) {
        Uni<Void> ended = Uni.createFrom().emitter(emitter -> {
            PgConnection listener = PgConnection.cast(connection.getDelegate());
            listener.notificationHandler(change -> sync());
            listener.closeHandler(closed -> emitter.complete(null));
        });
        return connection
                .query("listen " + PostgresKeys.CHANNEL)
                .execute()
                .invoke(this::sync)
                .chain(() -> ended)
                .onFailure()
                .call(broken -> connection.close());
    }
}
