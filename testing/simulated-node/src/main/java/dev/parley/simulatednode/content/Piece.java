package dev.parley.simulatednode.content;

import java.util.List;

/**
 * What one record of an answer carries.
 *
 * @param text part of the content, maybe empty
 * @param thinking part of the reasoning, maybe empty
 * @param calls tool calls, mostly none
 * @param tokens how many tokens it is made of
 * @param probabilities one per token when the request asked for them
 */
public record Piece(
        String text, String thinking, List<ToolCall> calls, int tokens, List<TokenProbability> probabilities) {

    public Piece {
        calls = List.copyOf(calls);
        probabilities = List.copyOf(probabilities);
    }

    public static Piece text(String text, int tokens) {
        return new Piece(text, "", List.of(), tokens, List.of());
    }

    public static Piece thinking(String thinking, int tokens) {
        return new Piece("", thinking, List.of(), tokens, List.of());
    }

    public static Piece calls(List<ToolCall> calls, int tokens) {
        return new Piece("", "", calls, tokens, List.of());
    }

    /** The same with another text, where it has one. */
    public Piece saying(String other) {
        return text.isEmpty() ? this : new Piece(other, thinking, calls, tokens, probabilities);
    }

    public Piece with(List<TokenProbability> found) {
        return new Piece(text, thinking, calls, tokens, found);
    }
}
