package dev.parley.router.postgres;

import dev.parley.router.registry.RegistryAway;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The database, with a limit to how long it may take and one name for its absence: {@link RegistryAway}. */
final class Database {

    private final Pool pool;
    private final Duration patience;

    Database(Pool pool, Duration patience) {
        this.pool = pool;
        this.patience = patience;
    }

    Pool pool() {
        return pool;
    }

    CompletionStage<RowSet<Row>> query(String sql, Tuple values) {
        return bounded(pool.preparedQuery(sql).execute(values));
    }

    /** All of it or nothing. What has begun is brought to its end, also if nobody waits for it any more. */
    <T> CompletionStage<T> transaction(Function<SqlConnection, Future<T>> work) {
        return bounded(pool.withTransaction(work));
    }

    /**
     * These rows in place of all of a table, one change at a time; routers that listen hear of it.
     *
     * @param table one of ours, never from outside
     */
    CompletionStage<Void> replace(String table, String insert, List<Tuple> rows) {
        return transaction(connection -> connection
                .query("lock table " + table + " in share row exclusive mode")
                .execute()
                .compose(locked -> connection.query("delete from " + table).execute())
                .compose(empty -> rows.isEmpty()
                        ? Future.succeededFuture()
                        : connection.preparedQuery(insert).executeBatch(rows).mapEmpty())
                .compose(written ->
                        connection.query("notify " + PostgresNodes.CHANNEL).execute())
                .mapEmpty());
    }

    /** Whatever goes wrong, what is kept is not known: why is in the cause. */
    private <T> CompletionStage<T> bounded(Future<T> work) {
        return work.timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(new RegistryAway(failure)))
                .toCompletionStage();
    }
}
