package dev.parley.orchestrator.conversation;

/**
 * A conversation that this process runs, for as long as nobody holds a higher fence.
 *
 * @param fence grows by one with every change of hands; only the highest may write
 */
public record Holding(ConversationKey key, long fence) {}
