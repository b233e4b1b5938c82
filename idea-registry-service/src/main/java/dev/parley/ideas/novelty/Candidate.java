package dev.parley.ideas.novelty;

/**
 * An idea as it is compared and told of.
 *
 * @param key the fingerprint of its canonical key
 * @param turn the turn it was said in
 * @param agent who said it
 * @param text as shown
 */
public record Candidate(IdeaRef ref, String key, int turn, String agent, String text) {}
