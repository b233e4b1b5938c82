package dev.parley.orchestrator.refinement;

import java.time.Duration;

/**
 * What a refinement may take.
 *
 * @param silence the longest wait for the first or next byte once a node has been found
 * @param noteTokens the longest notes
 * @param answerBytes the longest text of one generation, thoughts and all
 * @param samples the most answers of a baseline
 * @param running refinements under way at once
 */
public record RefinementBounds(Duration silence, int noteTokens, int answerBytes, int samples, int running) {}
