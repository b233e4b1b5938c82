package dev.parley.orchestrator.export;

import dev.parley.protocol.conversation.History;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in the lines of the first system's log: {@code [GENERATOR @ node :: tokens=123] text} for every answer, and
 * after it how many of its ideas were new. Nodes are named, never addressed.
 */
public final class TextExport {

    private TextExport() {}

    /** The lines, each ended; empty if nobody has answered yet. */
    public static String of(History history) {
        Map<Integer, Long> newIdeas = history.ideas().stream()
                .filter(idea -> idea.verdict() != Verdict.REPEATED)
                .collect(Collectors.groupingBy(Idea::turn, Collectors.counting()));
        StringBuilder lines = new StringBuilder();
        for (Message message : history.messages()) {
            if (message.role() == MessageRole.ASSISTANT) {
                lines.append(String.format(
                        Locale.ROOT,
                        "[%s @ %s :: tokens=%s] %s\n[INFO] Idei noi adăugate: %d\n",
                        role(message.agentRole()),
                        shown(message.agentUrl()),
                        shown(message.tokens()),
                        message.content(),
                        newIdeas.getOrDefault(message.turn(), 0L)));
            }
        }
        return lines.toString();
    }

    private static String role(@Nullable Role role) {
        return role == null ? "?" : role.name().toUpperCase(Locale.ROOT);
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "?" : value.toString();
    }
}
