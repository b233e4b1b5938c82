package dev.parley.orchestrator.refinement;

import java.time.Duration;

/**
 * One of the models at work.
 *
 * @param name {@code primary} or {@code secondary}
 * @param maxTokens the longest answer
 * @param silence the longest wait for the first or next byte once a node has been found
 */
record Voice(String name, String model, double temperature, int maxTokens, Duration silence) {}
