package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/conversations/{id}/resume}.
 *
 * @param partial what becomes of an answer that the pause cut off; the operator's setting if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResumeConversation(
        @JsonProperty("partial") @Nullable PartialAnswer partial) {}
