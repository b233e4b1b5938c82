package dev.parley.orchestrator.stream;

import dev.parley.orchestrator.conversation.LogEntry;
import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.event.ConversationEvent.IdeaNew;
import dev.parley.protocol.event.ConversationEvent.IdeaRepeated;
import dev.parley.protocol.event.ConversationEvent.Token;
import dev.parley.protocol.event.ConversationEvent.TurnCompleted;
import dev.parley.protocol.event.ConversationEvent.TurnStarted;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What viewers see of a line of the log. */
final class Lines {

    private Lines() {}

    /** All of it: the event, the answer of a finished attempt as one piece, the ideas. */
    static List<ConversationEvent> whole(UUID conversation, LoggedLine line) {
        List<ConversationEvent> events = new ArrayList<>();
        if (line.entry() instanceof LogEntry.Told told) {
            events.add(told.event());
        }
        events.addAll(after(conversation, line, 0));
        return events;
    }

    /** What belongs to the line but lies beyond the offset. */
    static List<ConversationEvent> after(UUID conversation, LoggedLine line, long offset) {
        List<ConversationEvent> events = new ArrayList<>();
        String text = line.text();
        if (text != null && line.entry() instanceof LogEntry.Told told && told.event() instanceof TurnStarted started) {
            long length = Utf8.length(text);
            if (length > offset) {
                String id = new EventId(line.seq(), length).toString();
                events.add(new Token(id, conversation, started.timestamp(), started.turn(), Utf8.from(text, offset)));
            }
        }
        List<Idea> ideas = line.entry().ideas();
        for (int i = (int) Math.min(offset, ideas.size()); i < ideas.size(); i++) {
            events.add(idea(conversation, line, i + 1, ideas.get(i)));
        }
        return events;
    }

    /** Whether an id with this offset was ever given out for the line, as far as can be told. */
    static boolean has(LoggedLine line, long offset) {
        if (offset == 0) {
            return line.entry() instanceof LogEntry.Told;
        }
        if (!(line.entry() instanceof LogEntry.Told told)) {
            return offset <= line.entry().ideas().size();
        }
        if (told.event() instanceof TurnStarted) {
            // The text of an attempt that came to nothing is gone, and that of an open one is not kept yet.
            return line.text() == null || Utf8.isBoundary(line.text(), offset);
        }
        return told.event() instanceof TurnCompleted && offset <= told.ideas().size();
    }

    private static ConversationEvent idea(UUID conversation, LoggedLine line, int ordinal, Idea idea) {
        String id = new EventId(line.seq(), ordinal).toString();
        if (idea.verdict() != Verdict.REPEATED) {
            return new IdeaNew(id, conversation, line.entry().at(), idea.turn(), idea.text());
        }
        return new IdeaRepeated(
                id,
                conversation,
                line.entry().at(),
                idea.turn(),
                idea.text(),
                Objects.requireNonNullElse(idea.of(), ""),
                Objects.requireNonNullElse(idea.score(), 1.0),
                Objects.requireNonNullElse(idea.method(), ""),
                Objects.requireNonNullElse(idea.why(), ""));
    }
}
