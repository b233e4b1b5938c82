package dev.parley.ideas.ledger;

import dev.parley.ideas.novelty.Candidate;
import dev.parley.ideas.novelty.Finding;
import dev.parley.protocol.idea.ClaimIdeas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A claim as it is kept.
 *
 * @param claim its number in the registry
 * @param request what was claimed
 * @param answer the fingerprint of the answer and how it was cut
 */
public record ClaimRecord(long claim, ClaimIdeas request, String answer, Instant at, List<Judged> ideas) {

    /** An idea and what was found out about it. */
    public record Judged(Candidate idea, Finding finding) {

        /** Each idea with its finding; both lists are in the same order. */
        public static List<Judged> each(List<Candidate> ideas, List<Finding> findings) {
            List<Judged> judged = new ArrayList<>(ideas.size());
            for (int i = 0; i < ideas.size(); i++) {
                judged.add(new Judged(ideas.get(i), findings.get(i)));
            }
            return judged;
        }
    }
}
