package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.model.ChatMessage;
import java.util.List;

/**
 * A conversation as its new owner finds it.
 *
 * @param earlier the beginnings of messages that are too old for the history, oldest first, the newest of them
 * @param history the newest messages of the shared history, oldest first, as many as an agent is shown
 * @param ideas the newest new ideas, oldest first, as many as an agent is shown
 * @param partial what was kept of an answer that was cut off; empty if nothing was
 * @param unsettled answers that the registry has not heard of, or not that they stand; oldest first
 */
public record Opening(
        ConversationState state,
        List<ChatMessage> earlier,
        List<ChatMessage> history,
        List<String> ideas,
        List<Unsettled> unsettled,
        String partial) {}
