package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/conversations/{id}/continue}.
 *
 * @param rounds how many more; 1..10,000, 1 if absent
 * @param budget instead of the one so far, counted from now; if absent, a limit that has been reached counts anew
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContinueConversation(
        @JsonProperty("rounds") @Nullable Integer rounds,
        @JsonProperty("budget") @Nullable Budget budget) {}
