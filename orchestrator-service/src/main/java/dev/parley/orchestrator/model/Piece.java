package dev.parley.orchestrator.model;

import dev.parley.protocol.problem.ProblemCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a generation yields: thoughts and text as they come, then exactly one {@link Ending}. */
public sealed interface Piece {

    /** Part of the answer; never empty. */
    record Text(String content) implements Piece {}

    /** Part of the reasoning before it; never empty. */
    record Thought(String content) implements Piece {}

    /** A record that says nothing. Its size counts: a node may send such records for ever. */
    record Blank(int bytes) implements Piece {}

    /** The last piece. */
    sealed interface Ending extends Piece {}

    /**
     * The answer is whole.
     *
     * @param promptTokens as the node counted them; null where it did not
     * @param tokens as the node counted them; null where it did not
     * @param node that answered; null where the router did not say
     * @param model that answered; null where nobody said
     * @param cache what the router's cache had to do with it; null where it did not say
     * @param finish why it ends where it ends
     */
    record Done(
            @Nullable Integer promptTokens,
            @Nullable Integer tokens,
            @Nullable String node,
            @Nullable String model,
            @Nullable String cache,
            Finish finish)
            implements Ending {

        /** Of an answer that said all it had to say, and that no cache had to do with. */
        public Done(
                @Nullable Integer promptTokens,
                @Nullable Integer tokens,
                @Nullable String node,
                @Nullable String model) {
            this(promptTokens, tokens, node, model, null, Finish.STOP);
        }
    }

    /** Why a whole answer ends, in the words that Ollama's {@code done_reason} and OpenAI's {@code finish_reason} share. */
    enum Finish {
        /** The model had said it all. */
        STOP("stop"),

        /** It had been given no more tokens, or its window was full. */
        LENGTH("length");

        private final String wireName;

        Finish(String wireName) {
            this.wireName = wireName;
        }

        /** As both APIs write it. */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * There is no answer, or only part of one.
     *
     * @param retryAfter when asking again may help; null where nobody said
     * @param detail for the log: what the node or the router said
     */
    record Broken(ProblemCode code, @Nullable Duration retryAfter, String detail) implements Ending {

        /** Whether nothing was tried yet because nobody had room or was there: waiting costs nothing. */
        public boolean mayBeWaitedFor() {
            return switch (code) {
                case ALL_NODES_BUSY, NO_NODE, SERVICE_UNAVAILABLE -> true;
                default -> false;
            };
        }
    }
}
