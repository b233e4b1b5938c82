package dev.parley.router.postgres;

import dev.parley.router.node.NodeId;
import dev.parley.router.registry.AddedNode;
import dev.parley.router.registry.Answer;
import dev.parley.router.registry.NodeStore;
import dev.parley.router.registry.Registered;
import dev.parley.router.registry.Tunnel;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Nodes in PostgreSQL. Changes are few: they are written one at a time, so that bounds and names hold without a race. */
final class PostgresNodes implements NodeStore {

    /** Where routers listen for changes. */
    static final String CHANNEL = "router_change";

    private static final String ONE_AT_A_TIME = "lock table router.node in share row exclusive mode";
    private static final String TELL = "notify " + CHANNEL;

    private static final String TAKEN = """
            select exists (select from router.node where name = $1 or url = $2)
                or exists (select from router.tunnel where name = $1 and expires_at > now()) as taken,
                   (select count(*) from router.node) as nodes""";

    private static final String ADD = """
            insert into router.node (name, url, kind, model, capabilities, max_concurrent, max_per_model, changed_by,
                secret)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";

    private static final String ADDRESS_TAKEN = "select from router.node where name <> $1 and url = $2";

    private static final String CHANGE = """
            update router.node set url = $2, kind = $3, model = $4, capabilities = $5, max_concurrent = $6,
                   max_per_model = $7, changed_by = $8, secret = $9, changed_at = now()
             where name = $1""";

    private static final String REMOVE = "delete from router.node where name = $1";
    private static final String FORGET_MARK = "delete from router.mark where name = $1";

    private static final String DRAIN = """
            insert into router.mark (name, drained, changed_by) values ($1, $2, $3)
            on conflict (name) do update set drained = $2, changed_by = $3, changed_at = now()""";

    private static final String SHARE = """
            insert into router.mark (name, shared, changed_by) values ($1, $2, $3)
            on conflict (name) do update set shared = $2, changed_by = $3, changed_at = now()""";

    /** A mark that says nothing is none. */
    private static final String FORGET_EMPTY =
            "delete from router.mark where name = $1 and not drained and shared is null";

    private static final String TUNNEL_TAKEN = """
            select exists (select from router.node where name = $1)
                or exists (select from router.tunnel where name = $1 and expires_at > now()
                       and (tenant <> $2 or $7 and url <> $3)) as taken,
                   exists (select from router.tunnel where name = $1 and tenant = $2 and url = $3 and models = $4
                       and shared = $5 and max_concurrent is not distinct from $6 and expires_at > now()) as known,
                   (select count(*) from router.tunnel where name <> $1 and expires_at > now()) as tunnels""";

    private static final String REGISTER = """
            insert into router.tunnel (name, tenant, url, models, shared, max_concurrent, expires_at)
            values ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7))
            on conflict (name) do update set tenant = $2, url = $3, models = $4, shared = $5, max_concurrent = $6,
                   expires_at = excluded.expires_at""";

    private static final String FORGET_LAPSED = "delete from router.tunnel where expires_at < now() - interval '1 day'";

    private static final String DEREGISTER = "delete from router.tunnel where name = $1 and tenant = $2 and url = $3";

    private final Database database;
    private final Bounds bounds;

    /** How many there may be: every router holds all of them and looks at each every two seconds. */
    record Bounds(int nodes, int tunnels) {}

    PostgresNodes(Database database, Bounds bounds) {
        this.database = database;
        this.bounds = bounds;
    }

    @Override
    public CompletionStage<Registered> read() {
        return database.query(NodeRow.ALL, Tuple.tuple()).thenApply(NodeRow::registered);
    }

    @Override
    public CompletionStage<Answer> add(AddedNode node, String by) {
        Tuple key = Tuple.of(node.id().value(), node.url().toString());
        return database.transaction(connection -> alone(connection)
                .compose(locked -> connection.preparedQuery(TAKEN).execute(key))
                .compose(rows -> {
                    var row = rows.iterator().next();
                    if (row.getBoolean("taken")) {
                        return Future.succeededFuture(Answer.TAKEN);
                    }
                    return row.getLong("nodes") >= bounds.nodes()
                            ? Future.succeededFuture(Answer.FULL)
                            : changed(connection, ADD, NodeRow.of(node, by));
                }));
    }

    @Override
    public CompletionStage<Answer> change(AddedNode node, String by) {
        Tuple key = Tuple.of(node.id().value(), node.url().toString());
        return database.transaction(connection -> alone(connection)
                .compose(locked -> connection.preparedQuery(ADDRESS_TAKEN).execute(key))
                .compose(rows -> rows.size() > 0
                        ? Future.succeededFuture(Answer.TAKEN)
                        : changed(connection, CHANGE, NodeRow.of(node, by))));
    }

    @Override
    public CompletionStage<Answer> remove(NodeId id) {
        Tuple name = Tuple.of(id.value());
        return database.transaction(connection -> changed(connection, REMOVE, name)
                .compose(answer ->
                        connection.preparedQuery(FORGET_MARK).execute(name).map(answer)));
    }

    @Override
    public CompletionStage<Answer> drain(NodeId id, boolean drained, String by) {
        return mark(DRAIN, Tuple.of(id.value(), drained, by));
    }

    @Override
    public CompletionStage<Answer> share(NodeId id, boolean shared, String by) {
        return mark(SHARE, Tuple.of(id.value(), shared, by));
    }

    private CompletionStage<Answer> mark(String sql, Tuple values) {
        return database.transaction(connection -> changed(connection, sql, values)
                .compose(answer -> connection
                        .preparedQuery(FORGET_EMPTY)
                        .execute(Tuple.of(values.getString(0)))
                        .map(answer)));
    }

    @Override
    public CompletionStage<Answer> register(Tunnel tunnel, Duration life) {
        return said(tunnel, false, life);
    }

    @Override
    public CompletionStage<Answer> renew(Tunnel tunnel, Duration life) {
        return said(tunnel, true, life);
    }

    private CompletionStage<Answer> said(Tunnel tunnel, boolean again, Duration life) {
        return database.transaction(connection -> alone(connection)
                .compose(locked -> connection
                        .preparedQuery(TUNNEL_TAKEN)
                        .execute(NodeRow.of(tunnel).addBoolean(again)))
                .compose(rows -> {
                    var row = rows.iterator().next();
                    if (row.getBoolean("taken")) {
                        return Future.succeededFuture(Answer.TAKEN);
                    }
                    return row.getLong("tunnels") >= bounds.tunnels()
                            ? Future.succeededFuture(Answer.FULL)
                            : written(connection, tunnel, life, row.getBoolean("known"));
                }));
    }

    /** Routers are told of what is new only: the same again would have all of them read, for every tunnel. */
    private static Future<Answer> written(SqlConnection connection, Tunnel tunnel, Duration life, boolean known) {
        Tuple values = NodeRow.of(tunnel).addDouble(life.toMillis() / 1_000.0);
        if (known) {
            return connection.preparedQuery(REGISTER).execute(values).map(Answer.DONE);
        }
        return connection.query(FORGET_LAPSED).execute().compose(forgotten -> changed(connection, REGISTER, values));
    }

    @Override
    public CompletionStage<Answer> deregister(Tunnel.Gone gone) {
        Tuple values = Tuple.of(gone.id().value(), gone.tenant(), gone.url().toString());
        return database.transaction(connection -> changed(connection, DEREGISTER, values));
    }

    private static Future<Void> alone(SqlConnection connection) {
        return connection.query(ONE_AT_A_TIME).execute().mapEmpty();
    }

    /** Told with the end of the transaction, and only if it ends well. */
    private static Future<Answer> changed(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .compose(done -> done.rowCount() == 0
                        ? Future.succeededFuture(Answer.ABSENT)
                        : connection.query(TELL).execute().map(Answer.DONE));
    }
}
