package dev.parley.ideas.novelty;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * One way of finding out whether ideas repeat earlier ones. Rungs are climbed from cheap and certain to dear and vague:
 * each is asked only about the ideas that no rung below has settled.
 */
public interface Rung {

    /**
     * Looks for what these ideas repeat.
     *
     * @param ground the registry they are compared with
     * @param ideas in the order of their answers; an idea may repeat an earlier one of the same list
     * @return one finding per idea, in their order; never fails for want of a helper, but finds {@code unverified}
     */
    Uni<List<Finding>> look(Ground ground, List<Candidate> ideas);
}
