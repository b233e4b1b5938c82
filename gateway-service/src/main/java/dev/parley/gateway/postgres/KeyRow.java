package dev.parley.gateway.postgres;

import dev.parley.gateway.key.ApiKey;
import dev.parley.gateway.key.KeptKey;
import dev.parley.gateway.key.NewKey;
import dev.parley.gateway.key.SecretHash;
import dev.parley.gateway.permission.ScopeName;
import dev.parley.gateway.quota.Limits;
import dev.parley.protocol.access.KeyLimits;
import dev.parley.protocol.access.KeyReport;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a key stands in {@code access.api_key}. */
final class KeyRow {

    static final String COLUMNS = "id, tenant, name, hash, scopes, models, requests_per_minute, tokens_per_minute,"
            + " concurrent_streams, tokens_per_month, path_prefix, expires_at, revoked_at, created_at, changed";

    private KeyRow() {}

    /** In the order of the first columns, without {@code revoked_at} and {@code changed}. */
    static Tuple of(NewKey key) {
        Caller caller = key.caller();
        Limits limits = key.limits();
        List<String> models = caller.models();
        return Tuple.tuple()
                .addString(caller.key())
                .addString(caller.tenant())
                .addString(key.name())
                .addValue(Buffer.buffer(key.key().hash().bytes()))
                .addArrayOfString(caller.scopes().stream().map(ScopeName::of).toArray(String[]::new))
                .addArrayOfString(models == null ? null : models.toArray(String[]::new))
                .addValue(boxed(limits.requestsPerMinute()))
                .addValue(boxed(limits.tokensPerMinute()))
                .addValue(boxed(limits.concurrentStreams()))
                .addValue(boxed(limits.tokensPerMonth()))
                .addBoolean(key.inPath())
                .addValue(key.expiresAt() == null ? null : key.expiresAt().atOffset(ZoneOffset.UTC))
                .addValue(key.createdAt().atOffset(ZoneOffset.UTC));
    }

    static KeptKey kept(Row row) {
        return new KeptKey(
                SecretHash.kept(row.getBuffer("hash").getBytes()),
                new Caller(row.getString("tenant"), row.getString("id"), scopes(row), models(row)),
                limits(row),
                row.getBoolean("path_prefix"),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                row.getLong("changed"));
    }

    static KeyReport report(Row row) {
        String id = row.getString("id");
        return new KeyReport(
                id,
                ApiKey.prefix(id),
                null,
                row.getString("name"),
                row.getString("tenant"),
                List.copyOf(scopes(row)),
                models(row),
                reported(limits(row)),
                row.getBoolean("path_prefix"),
                createdAt(row),
                instant(row, "expires_at"),
                instant(row, "revoked_at"));
    }

    static Instant createdAt(Row row) {
        return row.getOffsetDateTime("created_at").toInstant();
    }

    private static Set<Scope> scopes(Row row) {
        EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
        // A scope that a newer version knows opens nothing here.
        Stream.of(row.getArrayOfStrings("scopes")).map(ScopeName::parse).forEach(scope -> scope.ifPresent(scopes::add));
        return scopes;
    }

    private static @Nullable List<String> models(Row row) {
        String[] models = row.getArrayOfStrings("models");
        return models == null ? null : List.of(models);
    }

    private static Limits limits(Row row) {
        return new Limits(
                optionalInt(row.getInteger("requests_per_minute")),
                optionalLong(row.getLong("tokens_per_minute")),
                optionalInt(row.getInteger("concurrent_streams")),
                optionalLong(row.getLong("tokens_per_month")));
    }

    static @Nullable KeyLimits reported(Limits limits) {
        return limits.equals(Limits.NONE)
                ? null
                : new KeyLimits(
                        boxed(limits.requestsPerMinute()),
                        boxed(limits.tokensPerMinute()),
                        boxed(limits.concurrentStreams()),
                        boxed(limits.tokensPerMonth()));
    }

    private static @Nullable Instant instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column))
                .map(java.time.OffsetDateTime::toInstant)
                .orElse(null);
    }

    private static OptionalInt optionalInt(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalLong optionalLong(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static @Nullable Integer boxed(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
