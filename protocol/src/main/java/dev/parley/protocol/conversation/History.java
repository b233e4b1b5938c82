package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.protocol.idea.Idea;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with its messages and their ideas, oldest first; a page of them if there are very many.
 *
 * @param ideas of the answers on this page
 * @param next the cursor of the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record History(
        @JsonProperty("conversation") Conversation conversation,
        @JsonProperty("messages") List<Message> messages,
        @JsonProperty("ideas") List<Idea> ideas,
        @JsonProperty("next") @Nullable String next) {}
