package dev.parley.orchestrator.conversation;

import org.jspecify.annotations.Nullable;

/**
 * The round that is under way.
 *
 * @param number 1 is the first
 * @param speaker index of who speaks next; the number of speakers when all have had their turn
 * @param answered turns of this round that were not skipped
 * @param code why the last skipped turn was skipped; null if none was
 */
public record OpenRound(
        int number,
        int speaker,
        int newIdeas,
        int repeatedIdeas,
        int answered,
        @Nullable String code) {

    /** A round in which nobody has spoken. */
    public static OpenRound first(int number) {
        return new OpenRound(number, 0, 0, 0, 0, null);
    }

    /** The speaker has answered. */
    public OpenRound answered(Verdicts verdicts) {
        return new OpenRound(
                number,
                speaker + 1,
                newIdeas + verdicts.newIdeas(),
                repeatedIdeas + verdicts.repeatedIdeas(),
                answered + 1,
                code);
    }

    /** The speaker was passed over. */
    public OpenRound skipped(String reason) {
        return new OpenRound(number, speaker + 1, newIdeas, repeatedIdeas, answered, reason);
    }
}
