package dev.parley.ideas.novelty;

/**
 * The registry that ideas are compared with, as its owner sees it under its lock.
 *
 * @param state the registry's state now; an index of another state is out of date
 * @param next the state that it will have with the ideas that are looked at
 * @param ideas where an index is rebuilt from
 */
public record Ground(RegistryId registry, long state, long next, FirstIdeas ideas) {}
