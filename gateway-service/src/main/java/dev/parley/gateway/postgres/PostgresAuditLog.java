package dev.parley.gateway.postgres;

import dev.parley.gateway.audit.AuditLog;
import dev.parley.protocol.access.AuditEntry;
import dev.parley.protocol.access.AuditPage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** The audit log in PostgreSQL. */
@Singleton
final class PostgresAuditLog implements AuditLog {

    private static final String PAGE = "select id, at, tenant, actor, action, target, detail from access.audit"
            + " where id < $1 order by id desc limit $2";

    private final Database database;

    PostgresAuditLog(Database database) {
        this.database = database;
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

    private static AuditPage page(List<AuditEntry> found, int limit) {
        return found.size() <= limit
                ? new AuditPage(found, null)
                : new AuditPage(
                        found.subList(0, limit),
                        String.valueOf(found.get(limit - 1).id()));
    }
}
