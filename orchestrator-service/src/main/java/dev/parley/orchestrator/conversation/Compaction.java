package dev.parley.orchestrator.conversation;

/**
 * What became of a prompt that would not have fitted into its window.
 *
 * @param before estimated tokens of the prompt with everything in it
 * @param after estimated tokens of the prompt as it is sent
 * @param folded messages of the history that are told in short
 */
public record Compaction(int before, int after, int folded) {}
