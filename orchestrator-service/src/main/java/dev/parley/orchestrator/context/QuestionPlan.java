package dev.parley.orchestrator.context;

import dev.parley.orchestrator.model.ChatMessage;
import java.util.List;

/**
 * One question as it is sent.
 *
 * @param contextTokens of the context that is in it, as estimated
 * @param trimmedTokens of the context that is not, as estimated
 * @param measure of all messages together
 */
public record QuestionPlan(
        List<ChatMessage> messages, Window window, int contextTokens, int trimmedTokens, Measure measure) {

    public QuestionPlan {
        messages = List.copyOf(messages);
    }
}
