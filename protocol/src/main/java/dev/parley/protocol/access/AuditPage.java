package dev.parley.protocol.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of administrative actions, newest first.
 *
 * @param next the cursor of the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditPage(
        @JsonProperty("entries") List<AuditEntry> entries,
        @JsonProperty("next") @Nullable String next) {}
