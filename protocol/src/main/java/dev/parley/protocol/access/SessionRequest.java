package dev.parley.protocol.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/session}: what the page signs in with, unless a header says so.
 *
 * @param key a key, or a token of the issuer; at most 8,192 characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionRequest(@JsonProperty("key") @Nullable String key) {

    /** Never the key itself, wherever this ends up. */
    @Override
    public String toString() {
        return "SessionRequest[]";
    }
}
