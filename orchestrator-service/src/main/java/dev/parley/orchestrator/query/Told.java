package dev.parley.orchestrator.query;

import dev.parley.protocol.problem.ProblemCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What comes of a question: pieces of the answer if wished, then exactly one ending. */
public sealed interface Told {

    /** Part of the answer; only if it is wanted piece by piece. */
    record Text(String content) implements Told {}

    /**
     * The answer is whole.
     *
     * @param response all of it; empty if it was told piece by piece
     * @param model that answered
     * @param node that answered; null where nobody said
     * @param tokens generated, as the node counted them
     * @param promptTokens as the node counted them
     * @param contextTokens of the context that the model was given, as estimated
     * @param trimmedTokens of the context that it was not given, as estimated
     * @param cache what the router's cache had to do with it; null where it did not say
     * @param remembered whether the memory has it; null without one
     */
    record Whole(
            String response,
            String model,
            @Nullable String node,
            Duration took,
            int tokens,
            int promptTokens,
            int contextTokens,
            int trimmedTokens,
            int attempts,
            @Nullable String cache,
            @Nullable Boolean remembered)
            implements Told {}

    /**
     * There is no answer, or no more of it.
     *
     * @param retryAfter when asking again may help; null where nobody said
     */
    record Failed(ProblemCode code, String detail, @Nullable Duration retryAfter) implements Told {}
}
