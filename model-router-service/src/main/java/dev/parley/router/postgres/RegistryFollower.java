package dev.parley.router.postgres;

import dev.parley.router.node.NodeSink;
import dev.parley.router.node.NodeSource;
import dev.parley.router.registry.LocalCopy;
import dev.parley.router.registry.NodeRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Keeps {@link NodeRegistry} and what is kept beside it up to date: hears of changes as they are committed, and asks regularly for what it did not hear
 * and for tunnels that lapsed. Makes the schema first. While the database is away, from the start or later, it tries again
 * and again, ever less often up to a bound; nothing waits for it.
 */
final class RegistryFollower implements NodeSource {

    private static final Logger LOG = Logger.getLogger(RegistryFollower.class);

    private final Vertx vertx;
    private final Pool pool;
    private final Callable<?> migration;
    private final NodeRegistry registry;
    private final List<LocalCopy<?>> others;
    private final Runnable changed;
    private final Rhythm rhythm;
    private final AtomicBoolean listening = new AtomicBoolean();
    private volatile boolean migrated;
    private volatile boolean away;
    private volatile boolean over;
    private volatile int failures;

    /**
     * How often.
     *
     * @param poll between two looks while all is well, and the first pause when it is not
     * @param longestPause where doubling ends
     */
    record Rhythm(Duration poll, Duration longestPause) {

        long pause(int failures) {
            long doubled = poll.toMillis() << Math.min(failures, 10);
            return failures == 0 ? poll.toMillis() : Math.min(doubled, longestPause.toMillis());
        }
    }

    /**
     * @param migration brings the schema up to date; may block, and may be called until it ends well
     * @param others what is kept beside nodes
     * @param changed called at every change that is heard of, whatever it is of
     */
    RegistryFollower(
            Vertx vertx,
            Pool pool,
            Callable<?> migration,
            NodeRegistry registry,
            List<LocalCopy<?>> others,
            Runnable changed,
            Rhythm rhythm) {
        this.vertx = vertx;
        this.pool = pool;
        this.migration = migration;
        this.registry = registry;
        this.others = List.copyOf(others);
        this.changed = changed;
        this.rhythm = rhythm;
    }

    @Override
    public void start(NodeSink sink) {
        registry.tell(sink);
        look().onComplete(looked -> again());
    }

    void stop() {
        over = true;
    }

    private void again() {
        if (!over) {
            vertx.setTimer(Math.max(1, rhythm.pause(failures)), timer -> look().onComplete(looked -> again()));
        }
    }

    private Future<Void> look() {
        return migrated().compose(done -> read()).onSuccess(synced -> reached()).onFailure(this::failed);
    }

    private Future<Void> migrated() {
        if (migrated) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(
                        () -> {
                            migration.call();
                            return null;
                        },
                        false)
                .onSuccess(done -> migrated = true)
                .onFailure(failure -> registry.unreadable(String.valueOf(failure.getMessage())))
                .mapEmpty();
    }

    private void reached() {
        failures = 0;
        if (away) {
            away = false;
            LOG.info("the database of nodes is back");
        }
        if (!over && listening.compareAndSet(false, true)) {
            pool.getConnection().compose(this::listen).onFailure(refused -> listening.set(false));
        }
    }

    /** Told once per outage. */
    private void failed(Throwable failure) {
        failures++;
        if (!away && !over) {
            away = true;
            LOG.warnf(
                    "the database of nodes is away, what is known of nodes stays code=store-unavailable cause=%s",
                    firstLine(failure));
        }
    }

    private static String firstLine(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** Until the connection ends. What was missed before is asked for as soon as it listens. */
    private Future<Void> listen(SqlConnection connection) {
        PgConnection listener = PgConnection.cast(connection);
        listener.notificationHandler(change -> heard());
        listener.closeHandler(closed -> listening.set(false));
        return connection
                .query("listen " + PostgresNodes.CHANNEL)
                .execute()
                .onSuccess(listens -> heard())
                .onFailure(refused -> connection.close())
                .mapEmpty();
    }

    private void heard() {
        read().onFailure(this::failed);
        changed.run();
    }

    /** Nodes come last: once they were asked for, this router takes requests. */
    private Future<Void> read() {
        Future<Void> first = Future.join(others.stream()
                        .map(copy -> Future.fromCompletionStage(copy.sync()))
                        .toList())
                .mapEmpty();
        return first.transform(
                read -> Future.fromCompletionStage(registry.sync()).compose(known -> first));
    }
}
