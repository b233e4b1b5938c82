package dev.parley.gateway.postgres;

import dev.parley.protocol.access.AuditAction;
import dev.parley.protocol.access.AuditEntry;
import dev.parley.protocol.caller.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/** How an administrative action stands in {@code access.audit}. */
final class AuditRow {

    private static final String WRITE =
            "insert into access.audit (at, tenant, actor, action, target, detail)" + " values ($1, $2, $3, $4, $5, $6)";

    private AuditRow() {}

    /** In the transaction of the deed itself: neither is ever there without the other. */
    static Uni<Void> write(
            SqlConnection connection, Caller by, Instant now, AuditAction action, String target, JsonObject detail) {
        Tuple values = Tuple.tuple()
                .addValue(now.atOffset(ZoneOffset.UTC))
                .addString(by.tenant())
                .addString(by.key())
                .addString(name(action))
                .addString(target)
                .addValue(detail);
        return connection.preparedQuery(WRITE).execute(values).replaceWithVoid();
    }

    static AuditEntry entry(Row row) {
        return new AuditEntry(
                row.getLong("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("tenant"),
                row.getString("actor"),
                action(row.getString("action")),
                row.getString("target"),
                row.getJsonObject("detail").getMap());
    }

    /** {@code key.created}, as on the wire. */
    private static String name(AuditAction action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static AuditAction action(String name) {
        return AuditAction.valueOf(name.toUpperCase(Locale.ROOT).replace('.', '_'));
    }
}
