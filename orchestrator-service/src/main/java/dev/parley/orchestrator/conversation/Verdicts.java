package dev.parley.orchestrator.conversation;

import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import java.util.List;

/** How many ideas are new, and how many repeat an earlier one. What was not verified counts as new until it is. */
public record Verdicts(int newIdeas, int repeatedIdeas) {

    /** Counts the verdicts of an answer. */
    public static Verdicts of(List<Idea> ideas) {
        int repeated = (int) ideas.stream()
                .filter(idea -> idea.verdict() == Verdict.REPEATED)
                .count();
        return new Verdicts(ideas.size() - repeated, repeated);
    }
}
