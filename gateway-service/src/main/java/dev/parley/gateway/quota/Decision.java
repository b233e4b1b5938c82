package dev.parley.gateway.quota;

/**
 * What a ledger decided, and how the account stands after that. Times are in milliseconds from then on.
 *
 * @param second of the bucket in which the tokens were noted, by the ledger's own clock; 0 if none were
 * @param requests used in the latest minute
 * @param requestsReset until none of them counts any more
 * @param tokens used in the latest minute, reserved ones included
 * @param tokensReset until none of them counts any more
 * @param retry until the minute has room for the same request; 0 if that is not what it lacks
 * @param month tokens used in this calendar month by what has ended
 * @param reserved tokens held back from the month's budget until this request has ended
 */
public record Decision(
        Outcome outcome,
        long second,
        long requests,
        long requestsReset,
        long tokens,
        long tokensReset,
        long retry,
        long month,
        long reserved) {

    /** What was decided. The order is that of the scripts. */
    public enum Outcome {
        ADMITTED,
        NO_REQUEST_LEFT,
        NO_TOKENS_LEFT,
        TOO_MANY_STREAMS,
        BUDGET_GONE,
        /** Nothing was decided: the ledger must be told first what the account has used this month. */
        BUDGET_UNKNOWN
    }

    /** The same, for a ledger that noted no tokens. */
    Decision notedNowhere() {
        return new Decision(outcome, 0, requests, requestsReset, tokens, tokensReset, retry, month, reserved);
    }

    static Decision of(Outcome outcome) {
        return new Decision(outcome, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
