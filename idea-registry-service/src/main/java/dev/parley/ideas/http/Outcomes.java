package dev.parley.ideas.http;

import dev.parley.ideas.claim.ClaimOutcome;
import dev.parley.ideas.ledger.IdeaLedger.StoreAway;
import dev.parley.protocol.idea.ClaimedIdeas;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What an outcome is for a caller: an answer, or a problem. */
final class Outcomes {

    private static final Logger LOG = Logger.getLogger(Outcomes.class);

    private Outcomes() {}

    static ClaimedIdeas ideas(ClaimOutcome outcome) {
        if (outcome instanceof ClaimOutcome.Granted granted) {
            return new ClaimedIdeas(granted.ideas());
        }
        throw problem(outcome);
    }

    static @Nullable Void nothing(ClaimOutcome outcome) {
        if (outcome instanceof ClaimOutcome.Confirmed) {
            return null;
        }
        throw problem(outcome);
    }

    static ProblemException problem(StoreAway away) {
        LOG.warnf("a request was refused code=store-unavailable cause=%s", away.getMessage());
        return new ProblemException(ProblemCode.STORE_UNAVAILABLE, "the idea registry's database cannot be reached");
    }

    private static RuntimeException problem(ClaimOutcome outcome) {
        if (outcome instanceof ClaimOutcome.Refused refused) {
            return new ProblemException(refused.code(), refused.detail());
        }
        return new IllegalStateException("no answer for " + outcome);
    }
}
