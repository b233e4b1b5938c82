package dev.parley.gateway.tunnel;

import java.util.OptionalInt;

/** An agent is cut off, and told why. */
final class RefusedAgent extends Exception {

    private static final long serialVersionUID = 1L;

    private final Ending why;
    private final int retryAfter;

    private RefusedAgent(Ending why, String sentence, int retryAfter) {
        super(sentence, null, false, false);
        this.why = why;
        this.retryAfter = retryAfter;
    }

    /** It would be told the same again. */
    static RefusedAgent forGood(Ending why, String sentence) {
        return new RefusedAgent(why, sentence, 0);
    }

    /** It may come back then. */
    static RefusedAgent forNow(Ending why, String sentence, int seconds) {
        return new RefusedAgent(why, sentence, seconds);
    }

    Ending why() {
        return why;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    /** Seconds; empty if coming back does not help. */
    OptionalInt retryAfter() {
        return retryAfter > 0 ? OptionalInt.of(retryAfter) : OptionalInt.empty();
    }
}
