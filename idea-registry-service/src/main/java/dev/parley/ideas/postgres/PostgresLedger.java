package dev.parley.ideas.postgres;

import dev.parley.ideas.ledger.IdeaLedger;
import dev.parley.ideas.ledger.OpenLedger;
import dev.parley.ideas.novelty.RegistryId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The ledger of all registries in PostgreSQL. */
@ApplicationScoped
class PostgresLedger implements IdeaLedger {

    /** Locks the registry's row, and makes it if it is the first time. */
    private static final String LOCK = """
            insert into ideas.registry as r (tenant, conversation, fence) values ($1, $2, $3)
            on conflict (tenant, conversation) do update set fence = greatest(r.fence, excluded.fence)
            returning fence, state, claims
            """;

    private static final String UNLOCK =
            "update ideas.registry set state = $3, claims = $4 where tenant = $1 and conversation = $2";

    /** Claims and ideas go with it. */
    private static final String REMOVE = "delete from ideas.registry where tenant = $1 and conversation = $2";

    private static final String WITH_UNVERIFIED = """
            select i.tenant, i.conversation from ideas.idea i join ideas.claim c using (tenant, conversation, claim)
            where i.verdict = 'UNVERIFIED' and c.standing <> 'LAPSED'
            group by i.tenant, i.conversation order by min(c.since) limit $1
            """;

    private static final String OVERDUE = """
            select tenant, conversation, turn, claim from ideas.claim
            where standing = 'PROVISIONAL' and since < $1 order by since limit $2
            """;

    private static final String FORGET = """
            delete from ideas.claim where (tenant, conversation, claim) in (
                select tenant, conversation, claim from ideas.claim
                where standing = 'LAPSED' and since < $1 order by since limit $2)
            """;

    private final Database database;

    PostgresLedger(Database database) {
        this.database = database;
    }

    @Override
    public <T> Uni<T> open(RegistryId registry, long fence, Function<OpenLedger, Uni<T>> work) {
        return database.transaction(
                Rows.of(registry.tenant()),
                connection -> lock(connection, registry, fence)
                        .flatMap(open -> work.apply(open).call(done -> unlock(connection, open))));
    }

    @Override
    public Uni<Void> remove(RegistryId registry) {
        return database.write(Rows.of(registry.tenant()), REMOVE, Tuple.of(registry.tenant(), registry.conversation()))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<RegistryId>> withUnverified(int max) {
        return rows(WITH_UNVERIFIED, Tuple.of(max), PostgresLedger::registryIn);
    }

    @Override
    public Uni<List<OverdueClaim>> overdue(Instant before, int max) {
        return rows(
                OVERDUE,
                Tuple.of(before.atOffset(ZoneOffset.UTC), max),
                row -> new OverdueClaim(registryIn(row), row.getInteger("turn"), row.getLong("claim")));
    }

    @Override
    public Uni<Integer> forget(Instant before, int max) {
        return database.write(Rows.OF_ALL, FORGET, Tuple.of(before.atOffset(ZoneOffset.UTC), max))
                .map(RowSet::rowCount);
    }

    private static Uni<LockedRegistry> lock(SqlConnection connection, RegistryId registry, long fence) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(registry.tenant(), registry.conversation(), fence))
                .map(rows ->
                        new LockedRegistry(connection, registry, rows.iterator().next()));
    }

    private static Uni<Void> unlock(SqlConnection connection, LockedRegistry open) {
        return open.isChanged()
                ? connection
                        .preparedQuery(UNLOCK)
                        .execute(Tuple.of(
                                open.registry().tenant(), open.registry().conversation(), open.state(), open.claims()))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** Housekeeping looks over all registries. */
    private <T> Uni<List<T>> rows(String sql, Tuple values, Function<Row, T> read) {
        return database.read(Rows.OF_ALL, sql, values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(read)
                        .toList());
    }

    private static RegistryId registryIn(Row row) {
        return new RegistryId(row.getString("tenant"), row.getUUID("conversation"));
    }
}
