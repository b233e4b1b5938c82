package dev.parley.simulatednode.content;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was put in beforehand. Only what a real node would draw from its model or its clock is in it; form,
 * order, headers and endings are the node's own.
 *
 * @param pieces the records' contents
 * @param finalCalls tool calls of the final record
 * @param reason why it ends
 * @param figures the six figures, or null for those that were measured
 * @param instants {@code created_at} of each record, the last also for the final one; empty for the clock's
 * @param identity ids and numbers that are drawn by chance otherwise
 */
public record ScriptedAnswer(
        List<Piece> pieces,
        List<ToolCall> finalCalls,
        String reason,
        @Nullable Metrics figures,
        List<Instant> instants,
        Identity identity) {

    public ScriptedAnswer {
        pieces = List.copyOf(pieces);
        finalCalls = List.copyOf(finalCalls);
        instants = List.copyOf(instants);
    }

    /** A text that is cut into tokens as the node's own texts are. */
    public static ScriptedAnswer text(String text) {
        return new ScriptedAnswer(
                Tokens.of(text).stream().map(token -> Piece.text(token, 1)).toList(),
                List.of(),
                "stop",
                null,
                List.of(),
                Identity.NONE);
    }

    /**
     * What the OpenAI surface and {@code /api/generate} draw by chance; null leaves it to them.
     *
     * @param number the number in {@code chatcmpl-N} and {@code cmpl-N}
     * @param context the {@code context} of a generate answer
     * @param vectors the embeddings of an embedding request
     */
    public record Identity(
            @Nullable Integer number,
            int @Nullable [] context,
            @Nullable List<double[]> vectors) {

        public static final Identity NONE = new Identity(null, null, null);
    }
}
