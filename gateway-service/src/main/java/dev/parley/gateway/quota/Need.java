package dev.parley.gateway.quota;

import java.util.OptionalLong;

/**
 * What a request may take before it is known what it took.
 *
 * @param tokens of its prompt and its answer together, as far as they can be guessed
 * @param asked so many it asks for itself; the rest of {@code tokens} is our guess, which is cut to what a limit allows
 * @param stream whether an answer is under way meanwhile
 */
public record Need(long tokens, long asked, boolean stream) {

    /** A request that itself takes no tokens and whose answer is no stream. */
    public static final Need REQUEST = new Need(0, 0, false);

    public Need {
        if (asked < 0 || tokens < asked) {
            throw new IllegalArgumentException(
                    "tokens: " + tokens + ", asked: " + asked + " (expected: tokens >= asked >= 0)");
        }
    }

    /** The same, guessed not more than a minute's limit: it then waits for an empty one. */
    Need within(OptionalLong tokensPerMinute) {
        long most = Math.max(asked, tokensPerMinute.orElse(tokens));
        return new Need(Math.min(tokens, most), asked, stream);
    }
}
