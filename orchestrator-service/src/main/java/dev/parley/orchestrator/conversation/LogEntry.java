package dev.parley.orchestrator.conversation;

import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.idea.Idea;
import java.time.Instant;
import java.util.List;

/** One line of a conversation's log. Lines are numbered without gaps; none is ever changed. */
public sealed interface LogEntry {

    /** 1 is the first. */
    long seq();

    /** When it was written. */
    Instant at();

    /** The ideas that this line settles, in the order of the answer. */
    List<Idea> ideas();

    /**
     * An event that viewers see.
     *
     * @param ideas of the answer; empty unless the event is {@code turn.completed}
     */
    record Told(long seq, ConversationEvent event, List<Idea> ideas) implements LogEntry {

        @Override
        public Instant at() {
            return event.timestamp();
        }
    }

    /** A line of a newer version's, of which this one only knows the place. */
    record Foreign(long seq, Instant at) implements LogEntry {

        @Override
        public List<Idea> ideas() {
            return List.of();
        }
    }

    /** Verdicts that came after their turn was completed, because the registry had been away. */
    record IdeasSettled(long seq, Instant at, int turn, List<Idea> ideas) implements LogEntry {}
}
