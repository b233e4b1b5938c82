package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of conversations, newest first.
 *
 * @param next the cursor of the next page; null on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationPage(
        @JsonProperty("conversations") List<Conversation> conversations,
        @JsonProperty("next") @Nullable String next) {}
