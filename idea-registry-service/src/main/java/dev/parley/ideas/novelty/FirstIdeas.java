package dev.parley.ideas.novelty;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The earliest idea of each key that a registry holds: the truth that an index is made of. */
@FunctionalInterface
public interface FirstIdeas {

    /**
     * A page of them in the order of their keys.
     *
     * @param afterKey the last key of the page before; empty for the first page
     * @param size at most so many; fewer mean that it is the last page
     */
    Uni<List<Candidate>> page(String afterKey, int size);
}
