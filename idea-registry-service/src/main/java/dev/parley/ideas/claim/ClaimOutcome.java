package dev.parley.ideas.claim;

import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.problem.ProblemCode;
import java.util.List;

/** How a claim or its confirmation ended. */
public sealed interface ClaimOutcome {

    /**
     * The claim counts.
     *
     * @param ideas in the order of the answer
     */
    record Granted(List<Idea> ideas) implements ClaimOutcome {}

    /** The confirmed claim stands; also if there was none to confirm. */
    record Confirmed() implements ClaimOutcome {}

    /**
     * Nothing was changed.
     *
     * @param detail which value was wrong, and what was expected
     */
    record Refused(ProblemCode code, String detail) implements ClaimOutcome {

        static Refused staleFence(long fence, long highest) {
            return new Refused(ProblemCode.STALE_CLAIM, "fence: " + fence + " (expected: >= " + highest + ")");
        }

        static Refused staleAttempt(int attempt, int newest) {
            return new Refused(ProblemCode.STALE_CLAIM, "attempt: " + attempt + " (expected: >= " + newest + ")");
        }

        static Refused otherAttemptConfirmed(int attempt, int confirmed) {
            return new Refused(
                    ProblemCode.STALE_CLAIM, "attempt: " + attempt + " (expected: " + confirmed + ", it is confirmed)");
        }

        static Refused otherAnswerConfirmed(int turn) {
            return new Refused(ProblemCode.IDEMPOTENCY_CONFLICT, "text: another answer was confirmed for turn " + turn);
        }
    }
}
