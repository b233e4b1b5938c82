package dev.parley.orchestrator.context;

import dev.parley.orchestrator.conversation.Compaction;
import dev.parley.orchestrator.model.ChatMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One prompt and its window.
 *
 * @param window null where the node's own is to be used, as in the first system
 * @param compaction what was told in short that had not been before; null for nothing
 * @param foldedBefore what has a smaller number is told in short
 * @param measure of all messages together
 */
public record ContextPlan(
        List<ChatMessage> messages,
        @Nullable Window window,
        @Nullable Compaction compaction,
        long foldedBefore,
        Measure measure) {

    public ContextPlan {
        messages = List.copyOf(messages);
    }
}
