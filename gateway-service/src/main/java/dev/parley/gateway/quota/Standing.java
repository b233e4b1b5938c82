package dev.parley.gateway.quota;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How an account stands by one limit of a minute.
 *
 * @param limit in any 60 s
 * @param remaining now
 * @param reset seconds until all of it is there again
 */
public record Standing(long limit, long remaining, long reset) {

    /** By the limit that is nearer to its end. */
    static Optional<Standing> tightest(Limits limits, Decision decision) {
        return Stream.of(
                        of(asLong(limits.requestsPerMinute()), decision.requests(), decision.requestsReset()),
                        of(limits.tokensPerMinute(), decision.tokens(), decision.tokensReset()))
                .flatMap(Optional::stream)
                .min((one, other) -> Double.compare(one.leftOver(), other.leftOver()));
    }

    private static Optional<Standing> of(OptionalLong limit, long used, long reset) {
        return limit.isEmpty()
                ? Optional.empty()
                : Optional.of(new Standing(limit.getAsLong(), Math.max(0, limit.getAsLong() - used), inSeconds(reset)));
    }

    private double leftOver() {
        return (double) remaining / limit;
    }

    private static OptionalLong asLong(OptionalInt limit) {
        return limit.isPresent() ? OptionalLong.of(limit.getAsInt()) : OptionalLong.empty();
    }

    /** Rounded up: whoever waits so long does not come too early. */
    static long inSeconds(long milliseconds) {
        return (milliseconds + 999) / 1000;
    }
}
