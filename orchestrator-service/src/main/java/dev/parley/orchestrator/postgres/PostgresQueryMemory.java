package dev.parley.orchestrator.postgres;

import static dev.parley.orchestrator.postgres.ConversationRows.time;

import dev.parley.orchestrator.QueryConfig;
import dev.parley.orchestrator.query.Exchange;
import dev.parley.orchestrator.query.MemoryKey;
import dev.parley.orchestrator.query.QueryMemory;
import dev.parley.orchestrator.stream.Utf8;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One row for each memory, under its lock while it grows. */
@Singleton
final class PostgresQueryMemory implements QueryMemory {

    private static final String READ = """
            select exchanges::text as exchanges from conversations.query_memory
            where tenant = $1 and key = $2 and id = $3 and expires_at > $4""";

    private static final String BEGIN = """
            insert into conversations.query_memory (tenant, key, id, exchanges, expires_at)
            values ($1, $2, $3, '[]', $4) on conflict (tenant, key, id) do nothing""";

    private static final String LOCK = """
            select case when expires_at > $4 then exchanges::text else '[]' end as exchanges
            from conversations.query_memory where tenant = $1 and key = $2 and id = $3 for update""";

    private static final String KEEP = """
            update conversations.query_memory set exchanges = $4::text::jsonb, expires_at = $5
            where tenant = $1 and key = $2 and id = $3""";

    private static final String OLDEST = """
            delete from conversations.query_memory m using (
                select id from conversations.query_memory where tenant = $1 and key = $2
                order by expires_at desc, id offset $3) too_many
            where m.tenant = $1 and m.key = $2 and m.id = too_many.id""";

    private static final String FORGET =
            "delete from conversations.query_memory where tenant = $1 and key = $2 and id = $3";

    private static final String EXPIRED = "delete from conversations.query_memory where expires_at <= $1";

    private final Database database;
    private final Clock clock;
    private final QueryConfig.Memory config;

    PostgresQueryMemory(Database database, Clock clock, QueryConfig config) {
        this.database = database;
        this.clock = clock;
        this.config = config.memory();
    }

    @Override
    public Uni<List<Exchange>> read(MemoryKey memory) {
        return database.read(
                        Rows.of(memory.tenant()),
                        READ,
                        Tuple.of(memory.tenant(), memory.key(), memory.id(), time(clock.instant())))
                .map(rows -> rows.size() == 0 ? List.of() : exchanges(rows));
    }

    @Override
    public Uni<Void> add(MemoryKey memory, Exchange exchange) {
        Instant now = clock.instant();
        return database.transaction(
                Rows.of(memory.tenant()),
                connection -> begun(connection, memory, now)
                        .chain(() -> ask(connection, LOCK, memory, time(now)))
                        .map(rows -> longer(exchanges(rows), exchange))
                        .chain(exchanges -> connection
                                .preparedQuery(KEEP)
                                .execute(Tuple.of(
                                        memory.tenant(),
                                        memory.key(),
                                        memory.id(),
                                        Json.write(exchanges),
                                        time(now.plus(config.ttl())))))
                        .chain(() -> connection
                                .preparedQuery(OLDEST)
                                .execute(Tuple.of(memory.tenant(), memory.key(), config.perKey())))
                        .replaceWithVoid());
    }

    @Override
    public Uni<Void> forget(MemoryKey memory) {
        return database.write(Rows.of(memory.tenant()), FORGET, Tuple.of(memory.tenant(), memory.key(), memory.id()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Integer> forgetExpired() {
        return database.write(Rows.OF_ALL, EXPIRED, Tuple.of(time(clock.instant())))
                .map(RowSet::rowCount);
    }

    private static Uni<RowSet<Row>> begun(SqlConnection connection, MemoryKey memory, Instant now) {
        return ask(connection, BEGIN, memory, time(now));
    }

    private static Uni<RowSet<Row>> ask(SqlConnection connection, String sql, MemoryKey memory, Object value) {
        return connection.preparedQuery(sql).execute(Tuple.of(memory.tenant(), memory.key(), memory.id(), value));
    }

    /** The newest, as many as there is room for; what was just said is always remembered. */
    private List<Exchange> longer(List<Exchange> before, Exchange exchange) {
        List<Exchange> all = new ArrayList<>(before);
        all.add(exchange);
        long bytes = 0;
        int first = all.size();
        while (first > 0 && all.size() - first < config.exchanges()) {
            bytes += size(all.get(first - 1));
            if (bytes > config.bytes() && first < all.size()) {
                break;
            }
            first--;
        }
        return all.subList(first, all.size());
    }

    private static long size(Exchange exchange) {
        return Utf8.length(exchange.input()) + (long) Utf8.length(exchange.answer());
    }

    private static List<Exchange> exchanges(RowSet<Row> rows) {
        return List.of(Json.read(rows.iterator().next().getString("exchanges"), Exchange[].class));
    }
}
