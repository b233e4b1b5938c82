package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What {@code POST /api/conversations/{id}/round} answers: the round that was run, its messages, and how many ideas were new. */
public record Round(
        @JsonProperty("round") int round,
        @JsonProperty("messages") List<Message> messages,
        @JsonProperty("new_ideas_count") int newIdeasCount) {}
