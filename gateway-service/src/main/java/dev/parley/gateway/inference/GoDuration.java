package dev.parley.gateway.inference;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes and reads them: {@code 5m}, {@code 1h30m}, {@code -1.5s}, {@code 0}. */
final class GoDuration {

    private static final Map<String, BigDecimal> NANOSECONDS = Map.of(
            "ns", BigDecimal.ONE,
            "us", new BigDecimal(1_000L),
            "\u00b5s", new BigDecimal(1_000L),
            "\u03bcs", new BigDecimal(1_000L),
            "ms", new BigDecimal(1_000_000L),
            "s", new BigDecimal(1_000_000_000L),
            "m", new BigDecimal(60_000_000_000L),
            "h", new BigDecimal(3_600_000_000_000L));

    /** Longer texts are no durations that anybody means, and cost time to add up. */
    private static final int LONGEST = 100;

    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|(" + PART.pattern() + ")+)");

    private GoDuration() {}

    /** Empty if Go would not take it; at most some 292 years, the longest it knows. */
    static Optional<Duration> parse(String text) {
        if (text.length() > LONGEST || !WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal nanoseconds = BigDecimal.ZERO;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            nanoseconds = nanoseconds.add(new BigDecimal(part.group(1)).multiply(NANOSECONDS.get(part.group(2))));
        }
        Duration length =
                Duration.ofNanos(nanoseconds.min(new BigDecimal(Long.MAX_VALUE)).longValue());
        return Optional.of(text.startsWith("-") ? length.negated() : length);
    }

    /** In whole seconds, for {@code keep_alive}. */
    static String text(Duration length) {
        return length.toSeconds() + "s";
    }
}
