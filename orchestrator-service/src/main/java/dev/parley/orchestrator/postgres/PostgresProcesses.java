package dev.parley.orchestrator.postgres;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.ownership.Processes;
import dev.parley.transport.process.ProcessIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Heartbeats and changes of hands. */
@Singleton
final class PostgresProcesses implements Processes {

    private static final String BEAT = """
            insert into conversations.process (id, epoch, heartbeat) values ($1, $2, clock_timestamp())
            on conflict (id, epoch) do update set heartbeat = clock_timestamp()""";

    /** Rows of processes that ended long ago, of which nobody will ask again. */
    private static final String FORGET =
            "delete from conversations.process where heartbeat < clock_timestamp() - interval '1 day'";

    private static final String TAKE_OVER = """
            update conversations.conversation c set owner = $1, epoch = $2, fence = c.fence + 1
            from (
                select w.id from conversations.conversation w
                where w.status = 'active' and (
                    w.owner is null
                    or (w.owner = $1 and w.epoch = $2 and not w.id = any ($3::uuid[]))
                    or ((w.owner <> $1 or w.epoch <> $2) and not exists (
                        select 1 from conversations.process p
                        where p.id = w.owner and p.epoch = w.epoch
                          and p.heartbeat > clock_timestamp() - $4 * interval '1 millisecond')))
                order by w.updated_at limit $5 for update skip locked) free
            where c.id = free.id
            returning c.tenant, c.id, c.fence""";

    private static final String LOST = """
            select id from conversations.conversation
            where id = any ($3::uuid[]) and owner is not null and (owner <> $1 or epoch <> $2)""";

    /** Nobody is left with a fence that still writes: what is given up is given up with a higher one. */
    private static final String LEAVE = """
            with freed as (
                update conversations.conversation set owner = null, epoch = null, fence = fence + 1
                where owner = $1 and epoch = $2 returning id),
            gone as (delete from conversations.process where id = $1 and epoch = $2)
            select pg_notify('parley_conversations', id::text || ' unowned') from freed""";

    private final Database database;
    private final Notifications notifications;

    PostgresProcesses(Database database, Notifications notifications) {
        this.database = database;
        this.notifications = notifications;
    }

    @Override
    public Uni<Void> beat(ProcessIdentity process) {
        return database.write(Rows.OF_ALL, BEAT, Tuple.of(process.id(), process.epoch()))
                .chain(() -> database.write(Rows.OF_ALL, FORGET, Tuple.tuple()))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Holding>> takeOver(ProcessIdentity process, Duration lapse, Set<UUID> running, int most) {
        if (most <= 0) {
            return Uni.createFrom().item(List.of());
        }
        return database.write(
                        Rows.OF_ALL,
                        TAKE_OVER,
                        LogWriter.tuple(
                                process.id(),
                                process.epoch(),
                                running.toArray(new UUID[0]),
                                (double) lapse.toMillis(),
                                most))
                .map(rows -> PostgresTurnLog.all(
                        rows,
                        row -> new Holding(
                                new ConversationKey(row.getString("tenant"), row.getUUID("id")),
                                row.getLong("fence"))));
    }

    @Override
    public Uni<List<UUID>> lost(ProcessIdentity process, Set<UUID> running) {
        if (running.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return database.read(
                        Rows.OF_ALL, LOST, LogWriter.tuple(process.id(), process.epoch(), running.toArray(new UUID[0])))
                .map(rows -> PostgresTurnLog.all(rows, row -> row.getUUID("id")));
    }

    @Override
    public Uni<Void> leave(ProcessIdentity process) {
        return database.write(Rows.OF_ALL, LEAVE, Tuple.of(process.id(), process.epoch()))
                .replaceWithVoid();
    }

    @Override
    public void onUnowned(Runnable ring) {
        notifications.onUnowned(ring);
    }
}
