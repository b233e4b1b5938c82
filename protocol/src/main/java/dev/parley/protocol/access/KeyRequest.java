package dev.parley.protocol.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.protocol.caller.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/keys}. Nothing is checked here, the gateway says which field is wrong.
 *
 * @param name what people call it; required, 1..200 characters
 * @param tenant whose data it opens; the caller's own if absent
 * @param scopes what it may do; required, at least one, none that the caller lacks
 * @param models the only models that it may use, 1..100 names, of which the last character may be {@code *}; every model if
 *     absent
 * @param limits none if absent
 * @param expiresAt when it ends; never if absent. Not together with {@code expiresInSeconds}
 * @param expiresInSeconds the same, counted from now; 1..315,360,000
 * @param pathPrefix whether it may also travel in the path, {@code /k/<key>/...}; false if absent, because paths end up in
 *     other people's logs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyRequest(
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("tenant") @Nullable String tenant,
        @JsonProperty("scopes") @Nullable List<Scope> scopes,
        @JsonProperty("models") @Nullable List<String> models,
        @JsonProperty("limits") @Nullable KeyLimits limits,
        @JsonProperty("expires_at") @Nullable Instant expiresAt,
        @JsonProperty("expires_in_seconds") @Nullable Long expiresInSeconds,
        @JsonProperty("path_prefix") @Nullable Boolean pathPrefix) {}
