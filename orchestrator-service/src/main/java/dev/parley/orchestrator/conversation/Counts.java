package dev.parley.orchestrator.conversation;

/**
 * What has come of a conversation so far.
 *
 * @param rounds finished
 * @param turns finished with an answer
 * @param tokens as the nodes counted them
 */
public record Counts(int rounds, int turns, long tokens, int newIdeas, int repeatedIdeas) {

    /** Before anything was said. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /** One more answer. */
    public Counts plusAnswer(int moreTokens) {
        return new Counts(rounds, turns + 1, tokens + moreTokens, newIdeas, repeatedIdeas);
    }

    /** Part of an answer that was cut off. */
    public Counts plusTokens(int more) {
        return new Counts(rounds, turns, tokens + more, newIdeas, repeatedIdeas);
    }

    /** More verdicts. */
    public Counts plusIdeas(Verdicts verdicts) {
        return new Counts(
                rounds, turns, tokens, newIdeas + verdicts.newIdeas(), repeatedIdeas + verdicts.repeatedIdeas());
    }

    /** These verdicts do not hold any more. */
    public Counts minusIdeas(Verdicts verdicts) {
        return new Counts(
                rounds, turns, tokens, newIdeas - verdicts.newIdeas(), repeatedIdeas - verdicts.repeatedIdeas());
    }

    /** One more finished round. */
    public Counts plusRound() {
        return new Counts(rounds + 1, turns, tokens, newIdeas, repeatedIdeas);
    }
}
