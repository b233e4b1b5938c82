package dev.parley.orchestrator.conversation;

import dev.parley.protocol.conversation.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message of the shared history, as it is kept.
 *
 * @param seq of the log line that it came with
 * @param part 0 is the first message of that line
 * @param answer which attempt it answers; null for messages that no agent made
 * @param requestKey by which a person's request to add it is known; null for all others
 */
public record KeptMessage(
        long seq,
        int part,
        Message message,
        @Nullable AnswerOrigin answer,
        @Nullable String requestKey) {

    public KeptMessage(long seq, int part, Message message, @Nullable AnswerOrigin answer) {
        this(seq, part, message, answer, null);
    }

    /**
     * Where an answer comes from.
     *
     * @param startedSeq of its attempt's {@code turn.started}
     * @param claim where its ideas stand with the registry; null for part of an answer
     */
    public record AnswerOrigin(
            long startedSeq, int attempt, @Nullable ClaimState claim) {}
}
