package dev.parley.protocol.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;

/**
 * One administrative action.
 *
 * @param id counts up, with gaps
 * @param tenant of whoever did it
 * @param actor the public id of the key it was done with
 * @param target what it was done to: the public id of a key, or {@code routers}
 * @param detail what is worth knowing of it, by name; never a secret
 */
public record AuditEntry(
        @JsonProperty("id") long id,
        @JsonProperty("at") Instant at,
        @JsonProperty("tenant") String tenant,
        @JsonProperty("actor") String actor,
        @JsonProperty("action") AuditAction action,
        @JsonProperty("target") String target,
        @JsonProperty("detail") Map<String, Object> detail) {}
