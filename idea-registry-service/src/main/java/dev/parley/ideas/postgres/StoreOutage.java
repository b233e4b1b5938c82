package dev.parley.ideas.postgres;

import dev.parley.ideas.ledger.IdeaLedger.StoreAway;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells failures of the way to PostgreSQL, or of the server as a whole, from failures of a statement. */
final class StoreOutage {

    /** Connection trouble, too few resources, shutdown or start, time limits that the session sets. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57");

    /** Lock not available in time; and what a session is told whose transaction took too long. */
    private static final Set<String> STATES = Set.of("55P03", "25P03", "40001", "40P01");

    private StoreOutage() {}

    /** The call, whose failure is {@link StoreAway} if it is of that kind. */
    static <T> Uni<T> told(Uni<T> call) {
        return call.onFailure(StoreOutage::isCause).transform(StoreAway::new);
    }

    private static boolean isCause(@Nullable Throwable failure) {
        if (failure == null) {
            return false;
        }
        if (failure instanceof PgException refused) {
            String state = String.valueOf(refused.getSqlState());
            return STATES.contains(state) || CLASSES.contains(state.substring(0, 2));
        }
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof ClosedConnectionException
                || failure instanceof VertxException
                || failure instanceof NoStackTraceThrowable
                || isCause(failure.getCause());
    }
}
