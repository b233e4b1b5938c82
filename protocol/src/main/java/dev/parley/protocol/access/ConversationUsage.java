package dev.parley.protocol.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What conversations cost: {@code GET /internal/usage} of the orchestrator, which the gateway adds to what it has counted.
 *
 * @param rows oldest hour first, then by key and model; at most 1,000
 * @param next the cursor of the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationUsage(
        @JsonProperty("rows") List<ConversationUsageRow> rows,
        @JsonProperty("next") @Nullable String next) {}
