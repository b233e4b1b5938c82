package dev.parley.ideas.novelty;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** From key to first idea, fast and dispensable: it may be away, empty or out of date at any time and knows it. */
public interface IdeaIndex {

    /**
     * Notes each idea as the first of its key unless there is one, in one step for all of them.
     *
     * @return the first idea of each idea's key, the idea itself if it is; empty if the index is not at the ground's state
     *     and so nothing was noted. Fails with {@link IndexAway}.
     */
    Uni<Optional<List<Candidate>>> note(Ground ground, List<Candidate> ideas);

    /** Makes the index anew from the ground's ideas, then notes as {@link #note} does. Fails with {@link IndexAway}. */
    Uni<List<Candidate>> rebuildAndNote(Ground ground, List<Candidate> ideas);

    /** Drops what it has of a registry that is gone. Fails with {@link IndexAway}. */
    Uni<Void> drop(RegistryId registry);

    /** The index cannot be reached, or not in time. */
    final class IndexAway extends RuntimeException {

        /** @param cause what its client said */
        public IndexAway(Throwable cause) {
            super("the idea index cannot be reached", cause, false, false);
        }
    }
}
