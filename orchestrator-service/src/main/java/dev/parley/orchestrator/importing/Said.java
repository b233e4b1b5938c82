package dev.parley.orchestrator.importing;

import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.idea.Idea;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said, as a file has it. */
sealed interface Said {

    /** As it stands in the file. */
    Message message();

    /**
     * An agent's answer, or part of one that was cut off.
     *
     * @param question that followed it; null if none did
     * @param ideas in the order of the answer
     */
    record Answer(Message message, @Nullable Message question, List<Idea> ideas) implements Said {

        boolean isPartial() {
            return Boolean.TRUE.equals(message.partial());
        }

        Answer followedBy(Message asked) {
            return new Answer(message, asked, ideas);
        }

        Answer with(List<Idea> some) {
            return new Answer(message, question, some);
        }
    }

    /** What a person said. */
    record Added(Message message) implements Said {}
}
