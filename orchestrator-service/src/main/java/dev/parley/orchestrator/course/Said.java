package dev.parley.orchestrator.course;

/**
 * What was heard of an answer that was cut off.
 *
 * @param text all of it, with what it continued
 * @param pieces how many came, which is about as many tokens
 * @param tookMs since it was asked for
 */
public record Said(String text, int pieces, long tookMs) {}
