package dev.parley.benchmarks.streams;

import dev.parley.benchmarks.house.Rest;
import java.net.URI;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many turns one orchestrator has kept, by how long that took at most.
 *
 * @param within so many by the bound in seconds; the last bound is infinite
 */
record Commits(SortedMap<Double, Long> within) {

    private static final Pattern BUCKET =
            Pattern.compile("parley_orchestrator_turn_commit_seconds_bucket\\{[^}]*le=\"([^\"]+)\"[^}]*} ([0-9.E]+)");

    /** As its metrics say now. */
    static Commits at(URI management) {
        SortedMap<Double, Long> within = new TreeMap<>();
        Matcher line = BUCKET.matcher(Rest.text(management.resolve("/q/metrics")));
        while (line.find()) {
            String bound = line.group(1);
            within.put(bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound), (long)
                    Double.parseDouble(line.group(2)));
        }
        return new Commits(within);
    }

    /** Those after an earlier look. */
    Commits since(Commits earlier) {
        SortedMap<Double, Long> since = new TreeMap<>();
        within.forEach((bound, count) -> since.put(bound, count - earlier.within.getOrDefault(bound, 0L)));
        return new Commits(since);
    }

    long count() {
        return within.getOrDefault(Double.POSITIVE_INFINITY, 0L);
    }

    /** The least bound in milliseconds that this share of them kept; 0 < share <= 1. */
    double millis(double share) {
        long rank = (long) Math.ceil(share * count());
        return within.entrySet().stream()
                .filter(bucket -> bucket.getValue() >= rank)
                .findFirst()
                .map(bucket -> bucket.getKey() * 1_000)
                .orElse(0.0);
    }
}
