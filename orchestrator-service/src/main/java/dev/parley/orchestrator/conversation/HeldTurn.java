package dev.parley.orchestrator.conversation;

import dev.parley.protocol.conversation.PartialAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A turn that was cut off and is made again when the conversation goes on.
 *
 * @param attempt the latest
 * @param partial what becomes of what was said; null = as the operator has set
 * @param said whether something of it was kept
 */
public record HeldTurn(OpenTurn attempt, @Nullable PartialAnswer partial, boolean said) {

    /** With a person's word on it. */
    public HeldTurn resolved(@Nullable PartialAnswer wish) {
        return wish == null ? this : new HeldTurn(attempt, wish, said);
    }

    /** The next attempt, beginning with what was said or anew. */
    public OpenTurn again(long seq, PartialAnswer usually) {
        boolean goesOn = said && (partial == null ? usually : partial) == PartialAnswer.CONTINUE;
        return attempt.resumed(seq, goesOn ? attempt.attempt() : null);
    }
}
