package dev.parley.orchestrator.refinement;

import dev.parley.orchestrator.model.Piece;
import dev.parley.orchestrator.trace.TraceStep;
import dev.parley.protocol.problem.ProblemCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What comes of a wish: its beginning, steps, pieces of the final answer if
 * wished, then exactly one ending. */
public sealed interface Refined {

    /** It has begun, and this is the name of its trace. Always the first. */
    record Begun(String traceId) implements Refined {}

    /** A step is done. */
    record Stepped(TraceStep step) implements Refined {}

    /** Part of the final answer; only if it is wanted piece by piece. */
    record Text(String content) implements Refined {}

    /**
     * The final answer.
     *
     * @param answer all of it
     * @param model that gave it
     * @param finish why it ends where it ends
     * @param incomplete why it was not improved further; null if nothing went wrong
     * @param score what the second model gave it, 0..10; null if nobody asked or it could not say
     * @param baseline null if not wished
     */
    record Whole(
            String traceId,
            String answer,
            String model,
            Piece.Finish finish,
            Spent spent,
            @Nullable ProblemCode incomplete,
            @Nullable Double score,
            @Nullable Baseline baseline)
            implements Refined {}

    /** There is no answer, or no more of it. */
    record Failed(ProblemCode code, String detail, @Nullable Duration retryAfter) implements Refined {}

    /** Tokens of everything that was asked, as the nodes counted them. */
    record Spent(int promptTokens, int tokens) {
        static final Spent NOTHING = new Spent(0, 0);

        Spent plus(Spent more) {
            return new Spent(promptTokens + more.promptTokens, tokens + more.tokens);
        }
    }

    /**
     * The best of several answers that were given without notes, for at least as many tokens as the improved one took.
     *
     * @param samples how many
     * @param tokens generated for them
     * @param score what the second model gave it, 0..10; null if it could not say
     */
    record Baseline(
            String answer,
            int samples,
            int tokens,
            @Nullable Double score) {}
}
