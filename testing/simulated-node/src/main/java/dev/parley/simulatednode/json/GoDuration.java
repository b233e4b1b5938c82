package dev.parley.simulatednode.json;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go parses them ({@code "1h30m"}, {@code "-1s"}, {@code "0"}), in nanoseconds. */
public final class GoDuration {

    private static final Map<String, Double> UNITS =
            Map.of("ns", 1d, "us", 1e3, "µs", 1e3, "μs", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);
    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([^\\d.]*)");

    private GoDuration() {}

    /** Nanoseconds, saturating at the largest long. */
    public static long parse(String text) {
        String rest = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return 0;
        }
        Matcher part = PART.matcher(rest);
        double nanos = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            nanos += Double.parseDouble(part.group(1)) * unit(part.group(2), text);
            end = part.end();
        }
        if (end == 0 || end != rest.length()) {
            throw new GoJsonException("time: invalid duration " + GoJson.quote(text));
        }
        return (long) (text.startsWith("-") ? -nanos : nanos);
    }

    private static double unit(String unit, String text) {
        if (unit.isEmpty()) {
            throw new GoJsonException("time: missing unit in duration " + GoJson.quote(text));
        }
        Double nanos = UNITS.get(unit);
        if (nanos == null) {
            throw new GoJsonException(
                    "time: unknown unit " + GoJson.quote(unit) + " in duration " + GoJson.quote(text));
        }
        return nanos;
    }
}
