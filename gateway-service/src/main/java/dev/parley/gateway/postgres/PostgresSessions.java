package dev.parley.gateway.postgres;

import dev.parley.gateway.key.ApiKey;
import dev.parley.gateway.key.SecretHash;
import dev.parley.gateway.session.KeptSession;
import dev.parley.gateway.session.KeptSessions;
import dev.parley.protocol.caller.Caller;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Sessions in PostgreSQL. */
@Singleton
@RegisterForReflection(targets = Caller.class)
final class PostgresSessions implements KeptSessions {

    private static final String FIND = "select hash, caller, expires_at from access.session where hash = $1";

    /** The bootstrap key and tokens have no row to refer to. */
    private static final String KEEP = """
            insert into access.session (hash, tenant, key_id, caller, created_at, expires_at)
            values ($1, $2, (select id from access.api_key where id = $3), $4, $5, $6)""";

    private static final String PRESENT = "select hash from access.session where hash = any($1)";
    private static final String SWEEP = "delete from access.session where expires_at < $1";

    private static final String FORGET = "delete from access.session where hash = $1";

    private final Database database;

    PostgresSessions(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Optional<KeptSession>> find(SecretHash token) {
        return database.query(FIND, Tuple.of(buffer(token)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(PostgresSessions::session));
    }

    @Override
    public Uni<Set<SecretHash>> present(Set<SecretHash> tokens) {
        Buffer[] hashes = tokens.stream().map(PostgresSessions::buffer).toArray(Buffer[]::new);
        return database.query(PRESENT, Tuple.tuple().addValue(hashes))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> SecretHash.kept(row.getBuffer("hash").getBytes()))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Uni<Void> keep(KeptSession session, Instant now) {
        Caller caller = session.caller();
        Tuple values = Tuple.tuple()
                .addValue(buffer(session.hash()))
                .addString(caller.tenant())
                .addString(ApiKey.isId(caller.key()) ? caller.key() : null)
                .addValue(JsonObject.mapFrom(caller))
                .addValue(now.atOffset(ZoneOffset.UTC))
                .addValue(session.expiresAt().atOffset(ZoneOffset.UTC));
        return database.query(SWEEP, Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .chain(() -> database.query(KEEP, values))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> forget(SecretHash token) {
        return database.query(FORGET, Tuple.of(buffer(token))).replaceWithVoid();
    }

    private static KeptSession session(Row row) {
        return new KeptSession(
                SecretHash.kept(row.getBuffer("hash").getBytes()),
                row.getJsonObject("caller").mapTo(Caller.class),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static Buffer buffer(SecretHash hash) {
        return Buffer.buffer(hash.bytes());
    }
}
