package dev.parley.protocol.idea;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * {@code GET /internal/conversations/{id}/ideas}: the confirmed ideas, oldest first.
 *
 * @param newIdeas how many are new
 * @param repeatedIdeas how many repeat an earlier one
 */
public record ConversationIdeas(
        @JsonProperty("ideas") List<Idea> ideas,
        @JsonProperty("new_ideas") int newIdeas,
        @JsonProperty("repeated_ideas") int repeatedIdeas) {}
