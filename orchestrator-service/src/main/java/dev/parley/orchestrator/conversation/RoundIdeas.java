package dev.parley.orchestrator.conversation;

/**
 * The ideas of one full round.
 *
 * @param judged whether the registry was there for every answer; if not, nothing can be said of its novelty
 */
public record RoundIdeas(int newIdeas, int repeatedIdeas, boolean judged) {}
