package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.protocol.idea.Idea;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a file: {@code GET /api/conversations/{id}/export?format=json} writes one,
 * {@code POST /api/conversations/import} reads it. Nothing is checked here; the orchestrator says which field is wrong.
 *
 * @param version of this form, {@value #VERSION}; the same if absent
 * @param start what would start such a conversation; required, it is read like any start
 * @param conversation how it stood. Of this only the status, why it ended and how many rounds are read
 * @param messages all of them, oldest first. Ids are not read
 * @param ideas of the answers, in their order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationFile(
        @JsonProperty("version") @Nullable Integer version,
        @JsonProperty("start") @Nullable StartConversation start,
        @JsonProperty("conversation") @Nullable Conversation conversation,
        @JsonProperty("messages") @Nullable List<Message> messages,
        @JsonProperty("ideas") @Nullable List<Idea> ideas) {

    /** The form that is written. */
    public static final int VERSION = 1;
}
