package dev.parley.orchestrator.conversation;

import org.jspecify.annotations.Nullable;

/**
 * What one answer cost.
 *
 * @param promptTokens as the node counted them; null where it did not
 * @param tokens as the node counted them; null where it did not
 */
public record KeptUsage(
        int turn,
        int attempt,
        String agent,
        @Nullable String node,
        @Nullable String model,
        @Nullable Integer promptTokens,
        @Nullable Integer tokens,
        long durationMs) {}
