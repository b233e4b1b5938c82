package dev.parley.gateway.quota;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How much a key may use; what is empty is not limited.
 *
 * @param requestsPerMinute begun in any 60 s
 * @param tokensPerMinute of prompts and answers together, in any 60 s
 * @param concurrentStreams answers under way at once, streamed or not
 * @param tokensPerMonth of prompts and answers together, in a calendar month of UTC
 */
public record Limits(
        OptionalInt requestsPerMinute,
        OptionalLong tokensPerMinute,
        OptionalInt concurrentStreams,
        OptionalLong tokensPerMonth) {

    /** No limit at all. */
    public static final Limits NONE =
            new Limits(OptionalInt.empty(), OptionalLong.empty(), OptionalInt.empty(), OptionalLong.empty());

    /** Whether nothing is limited. */
    public boolean areNone() {
        return requestsPerMinute.isEmpty() && !countWhatIsUnderWay();
    }

    /** Whether it matters when a request ends and what it took. */
    boolean countWhatIsUnderWay() {
        return tokensPerMinute.isPresent() || concurrentStreams.isPresent() || tokensPerMonth.isPresent();
    }
}
