package dev.parley.protocol.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.protocol.caller.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as administrators see it.
 *
 * @param id public: what logs, usage and other services know it by; 12 characters of [a-z0-9]
 * @param prefix how the key begins, to recognise it by
 * @param key the key itself; only in the answer that hands it out, it is kept nowhere
 * @param models the only models that it may use; null for every model
 * @param limits null if there are none
 * @param pathPrefix whether it may travel in the path
 * @param expiresAt null if it does not end by itself
 * @param revokedAt null while it is valid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyReport(
        @JsonProperty("id") String id,
        @JsonProperty("prefix") String prefix,
        @JsonProperty("key") @Nullable String key,
        @JsonProperty("name") String name,
        @JsonProperty("tenant") String tenant,
        @JsonProperty("scopes") List<Scope> scopes,
        @JsonProperty("models") @Nullable List<String> models,
        @JsonProperty("limits") @Nullable KeyLimits limits,
        @JsonProperty("path_prefix") boolean pathPrefix,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("expires_at") @Nullable Instant expiresAt,
        @JsonProperty("revoked_at") @Nullable Instant revokedAt) {

    /** Never the key itself, wherever this ends up. */
    @Override
    public String toString() {
        return "KeyReport[" + id + ", " + name + ", " + tenant + "]";
    }
}
