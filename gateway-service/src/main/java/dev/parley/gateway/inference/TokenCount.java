package dev.parley.gateway.inference;

import dev.parley.gateway.quota.Need;
import dev.parley.gateway.usage.Use;
import dev.parley.transport.relay.record.Tally;
import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many tokens a request may take, and took. Four bytes are taken for a token where nobody counted.
 *
 * @param reserve held back for an answer that may be of any length
 * @param maxPrompt at most so many are guessed for a prompt
 */
public record TokenCount(long reserve, long maxPrompt) {

    private static final int BYTES_PER_TOKEN = 4;

    /** Sums of it stay far from the end of numbers. */
    private static final long MORE_THAN_ANY_LIMIT = 1L << 50;

    /** Before it is answered. */
    public Need need(Kind kind, RequestLook look) {
        if (kind == Kind.SHOW) {
            return new Need(0, 0, true);
        }
        long prompt = prompt(look.body().length());
        OptionalLong most = most(kind, look);
        long asked = most.orElse(0);
        return new Need(prompt + (most.isPresent() || kind == Kind.EMBED ? asked : reserve), asked, true);
    }

    /** The same for a request that does not bound its answer. @param requestBytes of its prompt, about */
    public Need need(long requestBytes) {
        return new Need(prompt(requestBytes) + reserve, 0, true);
    }

    /** What it says itself of the length of its answer; no bound is no number. */
    private static OptionalLong most(Kind kind, RequestLook look) {
        OptionalLong said = switch (kind) {
            case GENERATE, CHAT -> look.numPredict();
            case OPENAI_CHAT -> look.maxTokens();
            case EMBED, SHOW -> OptionalLong.empty();
        };
        return said.isPresent() && said.getAsLong() >= 0
                ? OptionalLong.of(Math.min(said.getAsLong(), MORE_THAN_ANY_LIMIT))
                : OptionalLong.empty();
    }

    /** Of an answer that was there already. @param headers of the answer, as the router gave them */
    public static Optional<Use> ofKept(MultiMap headers) {
        return "hit".equals(headers.get("X-Parley-Cache")) ? Optional.of(new Use(1, 0, 0)) : Optional.empty();
    }

    /**
     * When it has been answered, wholly or in part.
     *
     * @param requestBytes length of its body
     */
    public Use use(Kind kind, Tally tally, long requestBytes) {
        return switch (kind) {
            case SHOW -> new Use(1, 0, 0);
            case EMBED ->
                new Use(
                        1,
                        tally.promptTokens().orElse(prompt(requestBytes)),
                        tally.answerTokens().orElse(0));
            case GENERATE, CHAT, OPENAI_CHAT ->
                new Use(1, tally.promptTokens().orElse(prompt(requestBytes)), tally.answerTokensOrGuess());
        };
    }

    private long prompt(long bytes) {
        return Math.min(maxPrompt, bytes / BYTES_PER_TOKEN);
    }
}
