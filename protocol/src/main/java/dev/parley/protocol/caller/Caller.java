package dev.parley.protocol.caller;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who is calling, as established at the gateway. Travels as compact JSON in the header {@code X-Parley-Caller} of every
 * internal request.
 *
 * @param tenant whose data may be seen; never blank, at most 64 characters of [a-z0-9-]
 * @param key the public id of the key in use, {@code anonymous} where identity is off; never the key itself
 * @param scopes what the caller may do; always written in the order of {@link Scope}, so that equal callers are equal bytes
 */
public record Caller(
        @JsonProperty("tenant") String tenant,
        @JsonProperty("key") String key,
        @JsonProperty("scopes") Set<Scope> scopes) {

    public Caller {
        if (!tenant.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("tenant: " + tenant + " (expected: 1..64 characters of a-z, 0-9 and -)");
        }
        EnumSet<Scope> inOrder = EnumSet.noneOf(Scope.class);
        inOrder.addAll(scopes);
        scopes = Collections.unmodifiableSet(inOrder);
    }
}
