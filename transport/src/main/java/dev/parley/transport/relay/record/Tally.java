package dev.parley.transport.relay.record;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an answer amounted to, as far as it was passed on. Token counts are those of the node, cut to 0 to 10,000,000; they
 * are absent where it told none or the answer ended before it could.
 *
 * @param records how many records went out; 0 of a body that is not cut into records
 * @param bytes how many bytes went out
 * @param promptTokens tokens of the prompt, those that the node had cached among them
 * @param answerTokens tokens that were generated; 0 where the node told the prompt's alone, as embeddings do
 * @param times where the node says that the time went
 */
public record Tally(
        long records, long bytes, OptionalLong promptTokens, OptionalLong answerTokens, Optional<NodeTimes> times) {

    /** Of an answer of which nothing was passed on. */
    public static final Tally NONE = new Tally(0, 0, OptionalLong.empty(), OptionalLong.empty());

    private static final int BYTES_PER_TOKEN = 4;

    /** Of an answer that tells no times. */
    public Tally(long records, long bytes, OptionalLong promptTokens, OptionalLong answerTokens) {
        this(records, bytes, promptTokens, answerTokens, Optional.empty());
    }

    /** Tokens generated: as told, else one for each record of a stream, or for every four bytes of a whole body. */
    public long answerTokensOrGuess() {
        return answerTokens.orElse(records > 0 ? records : bytes / BYTES_PER_TOKEN);
    }

    /**
     * Tokens of the prompt: as told, else one for every four bytes of the request.
     *
     * @param requestBytes length of the request's body
     */
    public long promptTokensOrGuess(long requestBytes) {
        return promptTokens.orElse(requestBytes / BYTES_PER_TOKEN);
    }
}
