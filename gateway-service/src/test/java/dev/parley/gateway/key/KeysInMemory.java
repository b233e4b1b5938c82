package dev.parley.gateway.key;

import dev.parley.gateway.StoreAway;
import dev.parley.gateway.quota.Limits;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys without a database, which may be away all the same. */
public final class KeysInMemory implements KeptKeys {

    private final Map<String, KeptKey> keys = new LinkedHashMap<>();
    private long changes;
    private int searches;
    private boolean away;

    public static KeptKey key(ApiKey key) {
        return new KeptKey(
                key.hash(),
                Caller.of("editorial", key.id(), EnumSet.of(Scope.INFERENCE)),
                Limits.NONE,
                false,
                null,
                null,
                0);
    }

    public KeptKey put(KeptKey key) {
        KeptKey numbered = new KeptKey(
                key.hash(), key.caller(), key.limits(), key.inPath(), key.expiresAt(), key.revokedAt(), ++changes);
        keys.put(key.caller().key(), numbered);
        return numbered;
    }

    public void revoke(String id, Instant at) {
        KeptKey key = keys.get(id);
        put(new KeptKey(key.hash(), key.caller(), key.limits(), key.inPath(), key.expiresAt(), at, 0));
    }

    public void goAway(boolean gone) {
        away = gone;
    }

    public int searches() {
        return searches;
    }

    @Override
    public Uni<Optional<KeptKey>> find(String id) {
        return reached(() -> {
            searches++;
            return Optional.ofNullable(keys.get(id));
        });
    }

    @Override
    public Uni<List<KeptKey>> changedSince(long change, int most) {
        return reached(() -> keys.values().stream()
                .filter(key -> key.changed() > change)
                .sorted(Comparator.comparingLong(KeptKey::changed))
                .limit(most)
                .toList());
    }

    @Override
    public Uni<Long> lastChange() {
        return reached(() -> changes);
    }

    private <T> Uni<T> reached(java.util.function.Supplier<T> answer) {
        return Uni.createFrom()
                .deferred(() -> away
                        ? Uni.createFrom().failure(new StoreAway(new java.io.IOException("away")))
                        : Uni.createFrom().item(answer));
    }
}
