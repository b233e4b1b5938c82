package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.spec.Speaker;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the process that runs a conversation does next. */
public sealed interface Move {

    /**
     * Ask this speaker; the attempt is in the log already.
     *
     * @param silence the longest wait for its first or next byte
     * @param maxTokens the longest answer, as the agent and the budget allow
     * @param until when time is up for one that has not said a word; null if it never is
     * @param revision of the history that the agent is to know
     */
    record Speak(
            OpenTurn turn,
            Speaker speaker,
            Duration silence,
            int maxTokens,
            @Nullable Instant until,
            int revision) implements Move {}

    /** Nothing until then, unless somebody changes the conversation. */
    record Wait(Instant until) implements Move {}

    /** Look again. */
    record Next() implements Move {}

    /** It rests, has ended, or belongs to somebody else: let go. */
    record Gone() implements Move {}
}
