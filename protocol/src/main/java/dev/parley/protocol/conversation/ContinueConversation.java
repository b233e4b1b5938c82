package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/conversations/{id}/continue}.
 *
 * @param rounds how many more; 1..10,000, 1 if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContinueConversation(
        @JsonProperty("rounds") @Nullable Integer rounds) {}
