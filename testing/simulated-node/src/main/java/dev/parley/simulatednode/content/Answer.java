package dev.parley.simulatednode.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that will be said, before any of it is sent.
 *
 * @param pieces in order
 * @param finalCalls tool calls inside the final record
 * @param reason {@code stop} or {@code length}
 * @param promptTokens tokens of the prompt
 * @param scripted where it came from a script, for what only that can tell
 */
public record Answer(
        List<Piece> pieces,
        List<ToolCall> finalCalls,
        String reason,
        int promptTokens,
        @Nullable ScriptedAnswer scripted) {

    public Answer {
        pieces = List.copyOf(pieces);
        finalCalls = List.copyOf(finalCalls);
    }

    public int tokens() {
        return pieces.stream().mapToInt(Piece::tokens).sum();
    }
}
