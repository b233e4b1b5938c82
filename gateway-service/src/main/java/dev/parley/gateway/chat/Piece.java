package dev.parley.gateway.chat;

/**
 * A piece of an answer, as the model gave it.
 *
 * @param text of the answer; may be empty
 * @param thinking what the model thought before it answers, where it tells; mostly empty
 */
public record Piece(String text, String thinking) {

    /** Whether it says anything. */
    public boolean isEmpty() {
        return text.isEmpty() && thinking.isEmpty();
    }
}
