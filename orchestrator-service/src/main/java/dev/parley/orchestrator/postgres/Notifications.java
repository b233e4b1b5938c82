package dev.parley.orchestrator.postgres;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.pace.FreshContexts;
import dev.parley.orchestrator.stream.Wakes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears of every change, on one connection per process. The connection is replaced when it breaks, and then everybody is
 * woken, because nobody knows what was missed. A slow look at the log's lengths catches whatever else gets lost.
 */
@Singleton
final class Notifications implements Wakes {

    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final String LENGTHS =
            "select id, next_seq from conversations.conversation where id = any ($1::uuid[])";

    private final Pool pool;
    private final Database database;
    private final Delays delays;
    private final FreshContexts contexts;
    private final Duration poll;
    private final ConcurrentMap<UUID, Set<Runnable>> watchers = new ConcurrentHashMap<>();
    private final Map<UUID, Long> lengths = new ConcurrentHashMap<>();
    private final List<Runnable> unowned = new CopyOnWriteArrayList<>();
    private final List<Cancellable> loops = new CopyOnWriteArrayList<>();

    Notifications(Pool pool, Database database, Delays delays, FreshContexts contexts, OrchestratorConfig config) {
        this.pool = pool;
        this.database = database;
        this.delays = delays;
        this.contexts = contexts;
        this.poll = config.stream().poll();
    }

    void start(@Observes StartupEvent event) {
        contexts.run(() -> loops.add(forever(this::listenUntilBroken)));
        contexts.run(() -> loops.add(forever(this::lookThenRest)));
    }

    void stop(@Observes ShutdownEvent event) {
        loops.forEach(Cancellable::cancel);
    }

    @Override
    public Cancellable watch(UUID conversation, Runnable ring) {
        watchers.computeIfAbsent(conversation, id -> ConcurrentHashMap.newKeySet())
                .add(ring);
        return () -> watchers.computeIfPresent(conversation, (id, rings) -> {
            rings.remove(ring);
            if (rings.isEmpty()) {
                lengths.remove(id);
            }
            return rings.isEmpty() ? null : rings;
        });
    }

    void onUnowned(Runnable ring) {
        unowned.add(ring);
    }

    private static Cancellable forever(Supplier<Uni<? extends Void>> loop) {
        return Multi.createBy()
                .repeating()
                .<Void>uni(loop)
                .indefinitely()
                .subscribe()
                .with(round -> {}, surprise -> LOG.error("notifications have stopped code=internal-error", surprise));
    }

    private Uni<Void> listenUntilBroken() {
        return pool.getConnection()
                .flatMap(this::listen)
                .onFailure()
                .recoverWithNull()
                .chain(() -> delays.after(RECONNECT));
    }

    private Uni<Void> listen(SqlConnection connection) {
        Uni<Void> broken = Uni.createFrom().emitter(emitter -> {
            PgConnection listening = PgConnection.cast(connection.getDelegate());
            listening.notificationHandler(this::heard);
            listening.closeHandler(closed -> emitter.complete(null));
            emitter.onTermination(listening::close);
        });
        return connection
                .query("listen parley_conversations")
                .execute()
                .invoke(this::wakeAll)
                .chain(() -> broken)
                .onTermination()
                .invoke(() -> connection.getDelegate().close());
    }

    private void heard(PgNotification notification) {
        String payload = notification.getPayload();
        int space = payload.indexOf(' ');
        wake(UUID.fromString(space < 0 ? payload : payload.substring(0, space)));
        if (space >= 0) {
            unowned.forEach(Runnable::run);
        }
    }

    private void wakeAll() {
        watchers.keySet().forEach(this::wake);
        unowned.forEach(Runnable::run);
    }

    private void wake(UUID conversation) {
        @Nullable Set<Runnable> rings = watchers.get(conversation);
        if (rings != null) {
            rings.forEach(Runnable::run);
        }
    }

    private Uni<Void> lookThenRest() {
        return look().onFailure().recoverWithNull().chain(() -> delays.after(poll));
    }

    private Uni<Void> look() {
        lengths.keySet().retainAll(watchers.keySet());
        UUID[] watched = watchers.keySet().toArray(new UUID[0]);
        if (watched.length == 0) {
            return Uni.createFrom().voidItem();
        }
        return database.read(Rows.OF_ALL, LENGTHS, LogWriter.tuple((Object) watched))
                .invoke(rows -> rows.forEach(row -> {
                    Long now = row.getLong("next_seq");
                    if (!now.equals(lengths.put(row.getUUID("id"), now))) {
                        wake(row.getUUID("id"));
                    }
                }))
                .replaceWithVoid();
    }
}
