package dev.parley.orchestrator.refinement;

import java.util.Optional;

/**
 * What is asked.
 *
 * @param maxTokens the longest answer
 * @param temperature of the answers; empty for that of the settings
 * @param stream whether the answer is wanted piece by piece
 * @param rounds empty for those of the settings
 * @param baseline whether independent answers of the same cost are wanted beside it, to compare
 */
public record Wish(
        String prompt,
        int maxTokens,
        Optional<Double> temperature,
        boolean stream,
        Optional<Integer> rounds,
        boolean baseline) {}
