package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.prompt.Prompts;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What agents are told of the past: as much as a prompt shows, and no more, so that an endless conversation stays small. */
final class Memory {

    private final int historyLimit;
    private final Deque<ChatMessage> history;
    private final Deque<String> ideas;

    Memory(Opening opening) {
        this.historyLimit = opening.state().spec().historyLimit();
        this.history = new ArrayDeque<>(opening.history());
        this.ideas = new ArrayDeque<>(opening.ideas());
    }

    void add(String answer, String question) {
        history.add(new ChatMessage(MessageRole.ASSISTANT, answer));
        history.add(new ChatMessage(MessageRole.USER, question));
        while (history.size() > historyLimit) {
            history.remove();
        }
    }

    void add(List<Idea> settled) {
        settled.stream()
                .filter(idea -> idea.verdict() != Verdict.REPEATED)
                .map(Idea::text)
                .forEach(ideas::add);
        while (ideas.size() > Prompts.IDEAS_SHOWN) {
            ideas.remove();
        }
    }

    List<ChatMessage> history() {
        return List.copyOf(history);
    }

    List<String> ideas() {
        return List.copyOf(ideas);
    }
}
