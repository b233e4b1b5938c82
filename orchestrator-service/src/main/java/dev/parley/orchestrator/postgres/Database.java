package dev.parley.orchestrator.postgres;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.conversation.StoreUnavailable;
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
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The database, with a limit to how long it may take and one name for its absence. */
@Singleton
final class Database {

    private static final int DEEPEST_CAUSE = 8;

    private final Pool pool;
    private final Duration answerWithin;

    Database(Pool pool, OrchestratorConfig config) {
        this.pool = pool;
        this.answerWithin = config.store().answerWithin();
    }

    /**
     * All of it or nothing. What has begun is brought to its end, also if nobody waits for it any more: a transaction that
     * is left open keeps its locks.
     */
    <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
        return bounded(Uni.createFrom()
                .emitter(listener -> pool.withTransaction(work).subscribe().with(listener::complete, listener::fail)));
    }

    Uni<RowSet<Row>> query(String sql, Tuple values) {
        return bounded(Uni.createFrom().deferred(() -> pool.preparedQuery(sql).execute(values)));
    }

    <T> Uni<T> bounded(Uni<T> work) {
        return work.ifNoItem()
                .after(answerWithin)
                .fail()
                .onFailure(Database::isAbsence)
                .transform(StoreUnavailable::new);
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
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof io.smallrye.mutiny.TimeoutException
                || failure instanceof VertxException
                || failure instanceof NoStackTraceThrowable;
    }

    /** Classes of PostgreSQL's catalogue: connection lost, too many of them, shutting down, starting up. */
    private static boolean isAbsence(@Nullable String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08") || sqlState.startsWith("53") || sqlState.startsWith("57P"));
    }
}
