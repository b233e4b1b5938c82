package dev.parley.orchestrator.conversation;

import dev.parley.protocol.conversation.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * One round that a person asked for: the conversation goes on for it and then rests as before.
 *
 * @param restsAs why it had ended before; null if it was paused
 */
public record SingleRound(@Nullable StopReason restsAs) {}
