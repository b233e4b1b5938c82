package dev.parley.gateway.postgres;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.StoreAway;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The database, with a limit to how long it may take and one name for its absence: {@link StoreAway}. */
@Singleton
final class Database {

    private static final int DEEPEST_CAUSE = 8;

    /** Classes of PostgreSQL's catalogue: connection lost, too few resources, shutting down or starting up. */
    private static final Set<String> ABSENT = Set.of("08", "53", "57");

    private final Pool pool;
    private final Schema schema;
    private final Duration patience;

    Database(Pool pool, Schema schema, GatewayConfig config) {
        this.pool = pool;
        this.schema = schema;
        this.patience = config.identity().patience();
    }

    Pool pool() {
        return pool;
    }

    Uni<RowSet<Row>> query(String sql, Tuple values) {
        return bounded(Uni.createFrom().deferred(() -> pool.preparedQuery(sql).execute(values)));
    }

    /**
     * All of it or nothing. What has begun is brought to its end, also if nobody waits for it any more: a transaction that
     * is left open keeps its locks.
     */
    <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
        return bounded(Uni.createFrom()
                .emitter(listener -> pool.withTransaction(work).subscribe().with(listener::complete, listener::fail)));
    }

    private <T> Uni<T> bounded(Uni<T> work) {
        Uni<T> begun = schema.isThere() ? work : Uni.createFrom().failure(new IOException("there are no tables yet"));
        return begun.ifNoItem()
                .after(patience)
                .fail()
                .onFailure(Database::isAbsence)
                .transform(StoreAway::new);
    }

    /** Whether this failure, or what caused it, means that the database is not there. */
    static boolean isAbsence(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (saysAbsence(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean saysAbsence(Throwable failure) {
        if (failure instanceof PgException said) {
            return isAbsence(said.getSqlState());
        }
        if (failure instanceof SQLException said) {
            // What gives up waiting for a connection has no state to tell.
            return said.getSQLState() == null || isAbsence(said.getSQLState());
        }
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof io.smallrye.mutiny.TimeoutException
                || failure instanceof VertxException
                || failure instanceof NoStackTraceThrowable;
    }

    private static boolean isAbsence(@Nullable String sqlState) {
        return sqlState != null && sqlState.length() > 2 && ABSENT.contains(sqlState.substring(0, 2));
    }
}
