package dev.parley.orchestrator.conversation;

import dev.parley.protocol.conversation.PartialAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A turn that was cut off and is made again when the conversation goes on.
 *
 * @param attempt the latest
 * @param partial what becomes of what was said; null = as the operator has set
 * @param said whether something of it was kept
 * @param pieces how many that is, which is about as many tokens
 * @param saidBy the attempt whose text was kept; null if it is the latest
 */
public record HeldTurn(
        OpenTurn attempt,
        @Nullable PartialAnswer partial,
        boolean said,
        int pieces,
        @Nullable Integer saidBy) {

    /** Cut off after so many pieces. What it went on with is part of what it said. */
    public static HeldTurn saying(OpenTurn attempt, int pieces, @Nullable HeldTurn before) {
        return new HeldTurn(attempt, null, true, pieces + continued(attempt, before), null);
    }

    /** Cut off before it said anything: what was kept before, and what a person wished of it, still holds. */
    public static HeldTurn silent(OpenTurn attempt, @Nullable HeldTurn before) {
        return before == null || !before.said
                ? new HeldTurn(attempt, before == null ? null : before.partial, false, 0, null)
                : new HeldTurn(attempt, before.partial, true, before.pieces, before.speakerOfText());
    }

    /** How many pieces of an attempt's answer were said before it began. */
    public static int continued(OpenTurn attempt, @Nullable HeldTurn before) {
        return attempt.continues() == null || before == null ? 0 : before.pieces;
    }

    /** With a person's word on it. */
    public HeldTurn resolved(@Nullable PartialAnswer wish) {
        return wish == null ? this : new HeldTurn(attempt, wish, said, pieces, saidBy);
    }

    /** Whether it is to go on with what was said. */
    public boolean goesOn(PartialAnswer usually) {
        return said && (partial == null ? usually : partial) == PartialAnswer.CONTINUE;
    }

    /** The next attempt, beginning with what was said or anew. */
    public OpenTurn again(long seq, boolean goesOn) {
        return attempt.resumed(seq, goesOn ? speakerOfText() : null);
    }

    private int speakerOfText() {
        return saidBy == null ? attempt.attempt() : saidBy;
    }
}
