package dev.parley.gateway.postgres;

import dev.parley.gateway.key.KeptKey;
import dev.parley.gateway.key.KeptKeys;
import dev.parley.gateway.key.KeyAdministration;
import dev.parley.gateway.key.KeyCursor;
import dev.parley.gateway.key.NewKey;
import dev.parley.protocol.access.AuditAction;
import dev.parley.protocol.access.KeyPage;
import dev.parley.protocol.access.KeyReport;
import dev.parley.protocol.caller.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Keys in PostgreSQL. Changes are written one at a time, so that who follows them by number misses none. */
@Singleton
final class PostgresKeys implements KeptKeys, KeyAdministration {

    /** Where replicas listen for changes. */
    static final String CHANNEL = "access_key";

    private static final String FIND = "select " + KeyRow.COLUMNS + " from access.api_key where id = $1";

    private static final String CHANGED =
            "select " + KeyRow.COLUMNS + " from access.api_key where changed > $1 order by changed limit $2";

    private static final String LAST = "select coalesce(max(changed), 0) as last from access.api_key";

    private static final String PAGE = "select " + KeyRow.COLUMNS + " from access.api_key"
            + " where $1::timestamptz is null or (created_at, id) < ($1, $2) order by created_at desc, id desc limit $3";

    /** Held until the end of a change: without it, a later number could be seen before an earlier one. */
    private static final String ONE_AT_A_TIME = "lock table access.api_key in share row exclusive mode";

    private static final String HAND_OUT = """
            insert into access.api_key (id, tenant, name, hash, scopes, models, requests_per_minute, tokens_per_minute,
                concurrent_streams, tokens_per_month, path_prefix, expires_at, created_at, changed)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, nextval('access.api_key_change'))
            returning """ + " " + KeyRow.COLUMNS;

    private static final String TAKE_BACK = """
            update access.api_key set revoked_at = $2, changed = nextval('access.api_key_change')
            where id = $1 and revoked_at is null""";

    private static final String EXISTS = "select 1 from access.api_key where id = $1";

    private static final String TELL = "select pg_notify('" + CHANNEL + "', $1)";

    private final Database database;

    PostgresKeys(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Optional<KeptKey>> find(String id) {
        return database.query(FIND, Tuple.of(id)).map(rows -> first(rows).map(KeyRow::kept));
    }

    @Override
    public Uni<List<KeptKey>> changedSince(long change, int most) {
        return database.query(CHANGED, Tuple.of(change, most))
                .map(rows -> stream(rows).map(KeyRow::kept).toList());
    }

    @Override
    public Uni<Long> lastChange() {
        return database.query(LAST, Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong("last"));
    }

    @Override
    public Uni<KeyReport> handOut(NewKey key, Caller by) {
        return database.transaction(connection -> alone(connection)
                .chain(() -> connection.preparedQuery(HAND_OUT).execute(KeyRow.of(key)))
                .map(rows -> KeyRow.report(rows.iterator().next()))
                .call(report -> AuditRow.write(
                        connection, by, key.createdAt(), AuditAction.KEY_CREATED, report.id(), detail(report)))
                .call(report -> tell(connection, report.id())));
    }

    /** Who looks later wants to know what was handed out; the key itself is not in the report. */
    private static JsonObject detail(KeyReport report) {
        return JsonObject.mapFrom(report);
    }

    @Override
    public Uni<Boolean> takeBack(String id, Caller by, Instant now) {
        return database.transaction(connection -> alone(connection)
                .chain(() -> connection.preparedQuery(TAKE_BACK).execute(Tuple.of(id, now.atOffset(ZoneOffset.UTC))))
                .flatMap(updated -> updated.rowCount() == 0
                        ? exists(connection, id)
                        : AuditRow.write(connection, by, now, AuditAction.KEY_REVOKED, id, new JsonObject())
                                .chain(() -> tell(connection, id))
                                .replaceWith(true)));
    }

    private static Uni<Void> alone(SqlConnection connection) {
        return connection.query(ONE_AT_A_TIME).execute().replaceWithVoid();
    }

    private static Uni<Boolean> exists(SqlConnection connection, String id) {
        return connection.preparedQuery(EXISTS).execute(Tuple.of(id)).map(rows -> rows.size() > 0);
    }

    private static Uni<Void> tell(SqlConnection connection, String id) {
        return connection.preparedQuery(TELL).execute(Tuple.of(id)).replaceWithVoid();
    }

    @Override
    public Uni<KeyPage> page(int limit, Optional<KeyCursor> from) {
        Tuple values = Tuple.of(
                from.map(cursor -> cursor.createdAt().atOffset(ZoneOffset.UTC)).orElse(null),
                from.map(KeyCursor::id).orElse(null),
                limit + 1);
        return database.query(PAGE, values)
                .map(rows -> page(stream(rows).map(KeyRow::report).toList(), limit));
    }

    private static KeyPage page(List<KeyReport> found, int limit) {
        if (found.size() <= limit) {
            return new KeyPage(found, null);
        }
        KeyReport last = found.get(limit - 1);
        return new KeyPage(found.subList(0, limit), new KeyCursor(last.createdAt(), last.id()).toString());
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return stream(rows).findFirst();
    }

    private static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
