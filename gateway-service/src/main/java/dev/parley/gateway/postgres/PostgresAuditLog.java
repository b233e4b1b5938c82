package dev.parley.gateway.postgres;

import dev.parley.gateway.audit.AuditLog;
import dev.parley.protocol.access.AuditAction;
import dev.parley.protocol.access.AuditEntry;
import dev.parley.protocol.access.AuditPage;
import dev.parley.protocol.caller.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** The audit log in PostgreSQL. */
@Singleton
final class PostgresAuditLog implements AuditLog {

    private static final String PAGE = "select id, at, tenant, actor, action, target, detail from access.audit"
            + " where id < $1 order by id desc limit $2";

    /** A page of the log has up to some hundred entries. */
    private static final int LONGEST_DETAIL = 16_384;

    private static final String ROUTERS = "routers";

    private final Database database;
    private final Clock clock;

    PostgresAuditLog(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Uni<AuditPage> page(int limit, OptionalLong before) {
        return database.query(PAGE, Tuple.of(before.orElse(Long.MAX_VALUE), limit + 1))
                .map(rows -> page(
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(AuditRow::entry)
                                .toList(),
                        limit));
    }

    @Override
    public Uni<Void> write(Caller by, AuditAction action, Object how) {
        JsonObject told = JsonObject.mapFrom(how);
        int length = told.encode().length();
        JsonObject detail = length <= LONGEST_DETAIL ? told : new JsonObject().put("characters", length);
        return database.transaction(
                connection -> AuditRow.write(connection, by, clock.instant(), action, ROUTERS, detail));
    }

    private static AuditPage page(List<AuditEntry> found, int limit) {
        return found.size() <= limit
                ? new AuditPage(found, null)
                : new AuditPage(
                        found.subList(0, limit),
                        String.valueOf(found.get(limit - 1).id()));
    }
}
