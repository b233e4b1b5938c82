package dev.parley.gateway.key;

import dev.parley.gateway.quota.Limits;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first key, which an operator sets and nothing keeps: it opens the tenant {@code local} with every scope, needs no
 * database, and is changed where it was set.
 */
public final class BootstrapKey {

    private static final String TENANT = "local";

    private final @Nullable KeptKey key;

    /**
     * The key that was set, if one was.
     *
     * @throws IllegalArgumentException if it is no key
     */
    public BootstrapKey(Optional<String> set) {
        this.key = set.map(
                        text -> ApiKey.parse(text)
                                .orElseThrow(
                                        () -> new IllegalArgumentException(
                                                "the bootstrap key has another shape (expected: pk_<12 of a-z, 0-9>_<43 of A-Z, a-z, 0-9, - and _>)")))
                .map(BootstrapKey::kept)
                .orElse(null);
    }

    private static KeptKey kept(ApiKey key) {
        Caller caller = Caller.of(TENANT, key.id(), EnumSet.allOf(Scope.class));
        return new KeptKey(key.hash(), caller, Limits.NONE, false, null, null, 0);
    }

    /** The bootstrap key if its id is this one. */
    public Optional<KeptKey> withId(String id) {
        return Optional.ofNullable(key).filter(set -> set.caller().key().equals(id));
    }
}
