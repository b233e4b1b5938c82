package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.protocol.idea.Idea;
import java.util.List;

/** A conversation with all its messages and ideas, oldest first. */
public record History(
        @JsonProperty("conversation") Conversation conversation,
        @JsonProperty("messages") List<Message> messages,
        @JsonProperty("ideas") List<Idea> ideas) {}
