package dev.parley.orchestrator.postgres;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.conversation.StoreUnavailable;
import io.quarkus.hibernate.reactive.panache.Panache;
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
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The database: the one place that says whose rows are seen, with a limit to how long it may take and one name for its
 * absence. Whose rows they are is set for the transaction at hand only, so that a connection comes back to the pool blind.
 */
@Singleton
final class Database {

    private static final Logger LOG = Logger.getLogger(Database.class);

    /**
     * A question behind a statement of its own: what is asked depends on the row that says who asks, so it is looked up only
     * when that has been said. One statement is one transaction, and costs hardly more than the bare question.
     */
    private static final String LOOK = """
            select answer.* from (select set_config('parley.tenant', $%d, true)) see (tenant),
                 lateral (select * from (%s) asked where see.tenant is not null offset 0) answer""";

    /** For this transaction and no longer. */
    private static final String SEE = "select set_config('parley.tenant', $1, true)";

    private static final int DEEPEST_CAUSE = 8;

    private final Pool pool;
    private final FreshSession fresh;
    private final Duration answerWithin;

    Database(Pool pool, FreshSession fresh, OrchestratorConfig config) {
        this.pool = pool;
        this.fresh = fresh;
        this.answerWithin = config.store().answerWithin();
    }

    /** All of it or nothing. */
    <T> Uni<T> transaction(Rows whose, Function<SqlConnection, Uni<T>> work) {
        return bounded(toItsEnd(pool.withConnection(connection -> allOrNothing(connection, whose, work))));
    }

    /** A question, in one statement. It changes nothing: what changes rows cannot stand behind another. */
    Uni<RowSet<Row>> read(Rows whose, String select, Tuple values) {
        String look = LOOK.formatted(values.size() + 1, select);
        return bounded(toItsEnd(pool.preparedQuery(look).execute(seenBy(whose, values))));
    }

    /** A statement that changes rows. */
    Uni<RowSet<Row>> write(Rows whose, String sql, Tuple values) {
        return bounded(toItsEnd(pool.withConnection(connection -> inOneGo(connection, whose, sql, values))));
    }

    /** A session of Hibernate's, for reading. */
    <T> Uni<T> session(Rows whose, Supplier<Uni<T>> work) {
        return bounded(fresh.with(() -> Panache.withSession(
                () -> Panache.getSession().flatMap(session -> seeing(connection(session), whose, work)))));
    }

    /** Its begin is not waited for: with what the work sends first it is one round trip. */
    private static <T> Uni<T> allOrNothing(SqlConnection connection, Rows whose, Function<SqlConnection, Uni<T>> work) {
        return Uni.combine()
                .all()
                .unis(
                        connection.query("begin").execute(),
                        Uni.createFrom().deferred(() -> seeing(connection, whose, work)))
                .with((begun, done) -> done)
                .onItemOrFailure()
                .transformToUni((done, failure) -> failure == null
                        ? connection.query("commit").execute().replaceWith(done)
                        : undone(connection, failure));
    }

    private static <T> Uni<T> undone(SqlConnection connection, Throwable failure) {
        return connection
                .query("rollback")
                .execute()
                .onItemOrFailure()
                .transformToUni((undone, gone) -> Uni.createFrom().failure(failure));
    }

    /** Not waited for: the connection answers in order, so whatever the work sends first sees its rows already. */
    private static <T> Uni<T> seeing(SqlConnection connection, Rows whose, Function<SqlConnection, Uni<T>> work) {
        see(connection, whose).subscribe().with(seen -> {}, failure -> LOG.debugf(failure, "transaction stays blind"));
        return work.apply(connection);
    }

    /** Sent together and answered in order: four statements, one round trip. */
    private static Uni<RowSet<Row>> inOneGo(SqlConnection connection, Rows whose, String sql, Tuple values) {
        return Uni.combine()
                .all()
                .unis(
                        connection.query("begin").execute(),
                        see(connection, whose),
                        connection.preparedQuery(sql).execute(values),
                        connection.query("commit").execute())
                .collectFailures()
                .with((begun, seen, rows, ended) -> rows);
    }

    private static Tuple seenBy(Rows whose, Tuple values) {
        Tuple all = Tuple.tuple();
        for (int i = 0; i < values.size(); i++) {
            all.addValue(values.getValue(i));
        }
        return all.addValue(whose.setting());
    }

    private static Uni<RowSet<Row>> see(SqlConnection connection, Rows whose) {
        return connection.preparedQuery(SEE).execute(Tuple.of(whose.setting()));
    }

    /** The same in a session: around its work, on its own connection, and not waited for either. */
    private static <T> Uni<T> seeing(ReactiveConnection connection, Rows whose, Supplier<Uni<T>> work) {
        return opened(connection)
                .invoke(open -> {
                    connection.executeUnprepared("begin");
                    connection.select(SEE, new Object[] {whose.setting()});
                })
                .chain(work::get)
                .onTermination()
                .invoke(() -> connection.executeUnprepared("commit"));
    }

    /** A session connects with the first it is asked for: with an empty batch, nothing is sent. */
    private static Uni<Void> opened(ReactiveConnection connection) {
        return Uni.createFrom().completionStage(connection::executeBatch);
    }

    private static ReactiveConnection connection(Mutiny.Session session) {
        return ((MutinySessionImpl) session).getReactiveConnection();
    }

    /** What has begun is not dropped when nobody waits for it any more: a transaction that is left open keeps its locks. */
    private static <T> Uni<T> toItsEnd(Uni<T> work) {
        return Uni.createFrom().emitter(listener -> work.subscribe().with(listener::complete, listener::fail));
    }

    private <T> Uni<T> bounded(Uni<T> work) {
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
