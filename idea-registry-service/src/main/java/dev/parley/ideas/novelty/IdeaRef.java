package dev.parley.ideas.novelty;

/**
 * Names an idea within its registry, and its place in time: an idea is earlier if its claim is, or its ordinal.
 *
 * @param claim the claim's number; 1 is the registry's first
 * @param ordinal its place in the answer; 1 is the first
 */
public record IdeaRef(long claim, int ordinal) {}
