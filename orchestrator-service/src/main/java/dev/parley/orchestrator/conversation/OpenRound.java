package dev.parley.orchestrator.conversation;

import org.jspecify.annotations.Nullable;

/**
 * The round that is under way.
 *
 * @param number 1 is the first
 * @param speaker index of who speaks next; the number of speakers when all have had their turn
 * @param answered turns of this round that were not skipped
 * @param unjudged answers whose ideas nobody could judge
 * @param code why the last skipped turn was skipped; null if none was
 */
public record OpenRound(
        int number,
        int speaker,
        int newIdeas,
        int repeatedIdeas,
        int answered,
        @Nullable String code,
        int unjudged) {

    /** A round in which nobody has spoken. */
    public static OpenRound first(int number) {
        return new OpenRound(number, 0, 0, 0, 0, null, 0);
    }

    /** The speaker has answered. */
    public OpenRound answered(Verdicts verdicts) {
        return new OpenRound(
                number,
                speaker + 1,
                newIdeas + verdicts.newIdeas(),
                repeatedIdeas + verdicts.repeatedIdeas(),
                answered + 1,
                code,
                unjudged);
    }

    /** The answer's ideas could not be judged. */
    public OpenRound withoutVerdict() {
        return new OpenRound(number, speaker, newIdeas, repeatedIdeas, answered, code, unjudged + 1);
    }

    /** Its ideas, once it is full. */
    public RoundIdeas ideas() {
        return new RoundIdeas(newIdeas, repeatedIdeas, unjudged == 0);
    }

    /** The speaker was passed over. */
    public OpenRound skipped(String reason) {
        return new OpenRound(number, speaker + 1, newIdeas, repeatedIdeas, answered, reason, unjudged);
    }
}
