package dev.parley.agent.talk;

import dev.parley.protocol.conversation.StopReason;

/** Why conversations end, in words, and whether that is what was wanted. */
public final class StopReasons {

    private StopReasons() {}

    static String inWords(StopReason reason) {
        return switch (reason) {
            case ROUNDS -> "all rounds are done";
            case STOPPED -> "somebody stopped it";
            case ABORTED -> "somebody cut it off";
            case NO_NEW_IDEAS -> "no new ideas came";
            case TOKENS -> "the token budget is spent";
            case COST -> "the cost budget is spent";
            case TIME -> "the time budget is spent";
            case TEXT -> "an agent said the closing words";
            case LIMIT -> "the operator's limit was reached";
            case FAILED -> "it could not go on";
        };
    }

    /** Whether the conversation came to an end that was asked for when it began. */
    public static boolean isGood(StopReason reason) {
        return switch (reason) {
            case ROUNDS, NO_NEW_IDEAS, TOKENS, COST, TIME, TEXT -> true;
            case STOPPED, ABORTED, LIMIT, FAILED -> false;
        };
    }
}
