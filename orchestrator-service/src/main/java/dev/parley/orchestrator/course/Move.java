package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.spec.Speaker;
import java.time.Duration;
import java.time.Instant;

/** What the process that runs a conversation does next. */
public sealed interface Move {

    /**
     * Ask this speaker; the attempt is in the log already.
     *
     * @param silence the longest wait for its first or next byte
     */
    record Speak(OpenTurn turn, Speaker speaker, Duration silence) implements Move {}

    /** Nothing until then, unless somebody changes the conversation. */
    record Wait(Instant until) implements Move {}

    /** Look again. */
    record Next() implements Move {}

    /** It rests, has ended, or belongs to somebody else: let go. */
    record Gone() implements Move {}
}
