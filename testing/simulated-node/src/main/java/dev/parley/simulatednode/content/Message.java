package dev.parley.simulatednode.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One message of a chat.
 *
 * @param role system, user, assistant or tool, in lower case
 * @param content text, maybe empty
 * @param images how many images came with it
 * @param toolCalls the calls of an assistant, or null
 */
public record Message(
        String role, String content, int images, @Nullable JsonNode toolCalls) {

    public Message {
        role = role.toLowerCase(Locale.ROOT);
    }

    public Message(String role, String content) {
        this(role, content, 0, null);
    }

    public boolean from(String who) {
        return role.equals(who);
    }
}
