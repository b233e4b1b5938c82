package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.context.Past;
import dev.parley.orchestrator.context.Spoken;
import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.prompt.Prompts;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What agents are told of the past: as much as a prompt shows, and a line for each message before that, so that an endless
 * conversation stays small.
 */
final class Memory {

    private final int historyLimit;
    private final int ideasShown;
    private final String question;
    private final Deque<String> earlier = new ArrayDeque<>();
    private final Deque<Spoken> history = new ArrayDeque<>();
    private final Deque<String> ideas;
    private long next;

    Memory(Opening opening, Prompts prompts) {
        this.question = prompts.followUp(opening.state().spec().language());
        this.historyLimit = opening.state().spec().historyLimit();
        this.ideasShown = Prompts.ideasShown(opening.state().spec());
        this.ideas = new ArrayDeque<>(opening.ideas());
        Spoken.of(opening.earlier()).forEach(this::shorten);
        Spoken.of(opening.history()).forEach(this::add);
    }

    /** The history was changed by a person: what is known of it is read anew. */
    void renew(Opening opening) {
        earlier.clear();
        history.clear();
        ideas.clear();
        next = 0;
        ideas.addAll(opening.ideas());
        Spoken.of(opening.earlier()).forEach(this::shorten);
        Spoken.of(opening.history()).forEach(this::add);
    }

    void add(String answer, String question) {
        add(new Spoken(
                next,
                List.of(new ChatMessage(MessageRole.ASSISTANT, answer), new ChatMessage(MessageRole.USER, question))));
    }

    void add(List<Idea> settled) {
        settled.stream()
                .filter(idea -> idea.verdict() != Verdict.REPEATED)
                .map(Idea::text)
                .forEach(ideas::add);
        while (ideas.size() > ideasShown) {
            ideas.remove();
        }
    }

    Past past(long foldedBefore) {
        return new Past(List.copyOf(earlier), List.copyOf(history), List.copyOf(ideas), foldedBefore);
    }

    private void add(Spoken spoken) {
        history.add(spoken);
        next = spoken.number() + 1;
        int over = history.stream().mapToInt(Spoken::size).sum() - historyLimit;
        while (over > 0) {
            Spoken oldest = history.remove();
            int dropped = Math.min(over, oldest.size());
            shorten(oldest.part(0, dropped));
            if (dropped < oldest.size()) {
                history.addFirst(oldest.part(dropped, oldest.size()));
            }
            over -= dropped;
        }
    }

    private void shorten(Spoken oldest) {
        earlier.addAll(oldest.lines(question));
        while (earlier.size() > Past.MOST_EARLIER) {
            earlier.remove();
        }
    }
}
