package dev.parley.gateway.usage;

/**
 * What was used.
 *
 * @param requests that a model answered, or began to
 * @param promptTokens of their prompts
 * @param tokens of their answers
 */
public record Use(long requests, long promptTokens, long tokens) {

    /** Nothing. */
    public static final Use NONE = new Use(0, 0, 0);

    /** Both together. */
    public Use plus(Use other) {
        return new Use(requests + other.requests, promptTokens + other.promptTokens, tokens + other.tokens);
    }

    /** Of prompts and answers: what budgets are counted in. */
    public long allTokens() {
        return promptTokens + tokens;
    }
}
