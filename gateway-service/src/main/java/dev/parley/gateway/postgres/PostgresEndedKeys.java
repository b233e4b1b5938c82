package dev.parley.gateway.postgres;

import dev.parley.gateway.key.EndedKey;
import dev.parley.gateway.key.EndedKeys;
import dev.parley.gateway.key.KeptKey;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** Keys that have ended, in PostgreSQL. */
@Singleton
final class PostgresEndedKeys implements EndedKeys {

    /** Only those that may have begun something which goes on without them. */
    private static final String UNSETTLED = "select " + KeyRow.COLUMNS + " from access.api_key"
            + " where settled_at is null and 'conversations' = any(scopes) and least(revoked_at, expires_at) <= $1"
            + " order by least(revoked_at, expires_at) limit $2";

    private static final String SETTLE = "update access.api_key set settled_at = $2 where id = $1";

    private final Database database;

    PostgresEndedKeys(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<EndedKey>> unsettled(Instant now, int most) {
        return database.query(UNSETTLED, Tuple.of(now.atOffset(ZoneOffset.UTC), most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PostgresEndedKeys::ended)
                        .toList());
    }

    @Override
    public Uni<Void> settle(EndedKey key, Instant now) {
        return database.query(SETTLE, Tuple.of(key.caller().key(), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static EndedKey ended(Row row) {
        KeptKey key = KeyRow.kept(row);
        Instant expired = key.expiresAt();
        Instant revoked = key.revokedAt();
        if (revoked != null && (expired == null || revoked.isBefore(expired))) {
            return new EndedKey(key.caller(), ProblemCode.KEY_REVOKED, revoked);
        }
        if (expired == null) {
            throw new IllegalStateException("key: neither revoked nor expired (expected: ended)");
        }
        return new EndedKey(key.caller(), ProblemCode.KEY_EXPIRED, expired);
    }
}
