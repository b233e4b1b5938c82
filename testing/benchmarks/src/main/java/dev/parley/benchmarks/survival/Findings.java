package dev.parley.benchmarks.survival;

import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Report.Goal;
import dev.parley.benchmarks.report.Report.Guarantee;
import dev.parley.benchmarks.report.Table;
import dev.parley.benchmarks.survival.Log.Takeover;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What was seen.
 *
 * @param logs by conversation
 * @param watching viewers who were there all the time
 * @param blows that were dealt
 * @param generations that the node has begun
 * @param strange ideas of answers that were not kept
 */
record Findings(Map<String, Log> logs, List<Viewer> watching, List<Blow> blows, long generations, long strange) {

    private static final double SOON_SECONDS = 10;
    private static final double AT_ONCE_SECONDS = 2;

    Report report() {
        return new Report("survival", List.of(table()), guarantees(), goals());
    }

    private Table table() {
        List<Double> missed = takeovers(Blow.Kind.KILL, Blow.Kind.STALL);
        List<Double> handedOver = takeovers(Blow.Kind.FAREWELL);
        return new Table(
                "%d kills, %d stalls, %d farewells".formatted(dealt(0), dealt(1), dealt(2)),
                List.of(Table.row(
                        "finished turns",
                        all(log -> log.count("turn.completed")),
                        "interrupted turns",
                        all(log -> log.takeovers(blows).size()),
                        "generations at the node",
                        generations,
                        "connections of viewers",
                        watching.stream().mapToInt(Viewer::connections).sum(),
                        "takeover p50 s",
                        quantile(missed, 0.5),
                        "takeover p99 s",
                        quantile(missed, 0.99),
                        "handed over p50 s",
                        quantile(handedOver, 0.5),
                        "handed over max s",
                        quantile(handedOver, 1))));
    }

    private List<Guarantee> guarantees() {
        long attempts = all(log -> log.count("turn.started"));
        long again = all(Log::againAfterTheirEnd);
        long missed = each((log, viewer) -> log.missedBy(viewer));
        long misread = each((log, viewer) -> log.misreadBy(viewer));
        long doubled = watching.stream().mapToLong(Viewer::doubled).sum();
        long torn = watching.stream().mapToLong(Viewer::torn).sum();
        long ended = all(log -> log.count("conversation.completed"));
        return List.of(
                new Guarantee(
                        "no finished turn is generated twice",
                        "%d begun after their end, %d generations for %d attempts"
                                .formatted(again, generations, attempts),
                        again == 0 && generations <= attempts),
                new Guarantee(
                        "no viewer misses an event or sees one twice",
                        "%d missed, %d doubled, by %d viewers".formatted(missed, doubled, watching.size()),
                        missed == 0 && doubled == 0),
                new Guarantee(
                        "every viewer reads the answers that are kept and nothing else",
                        "%d torn pieces, %d other texts".formatted(torn, misread),
                        torn == 0 && misread == 0),
                new Guarantee(
                        "no idea is kept of an answer that is not",
                        strange + " of answers that nobody kept",
                        strange == 0),
                new Guarantee(
                        "every conversation ends when it is stopped",
                        ended + " of " + logs.size(),
                        ended == logs.size()));
    }

    private List<Goal> goals() {
        List<Double> missed = takeovers(Blow.Kind.KILL, Blow.Kind.STALL);
        List<Double> handedOver = takeovers(Blow.Kind.FAREWELL);
        long groundless = all(log -> log.takeovers(blows).stream()
                .filter(takeover -> takeover.after().isEmpty())
                .count());
        return List.of(
                new Goal(
                        "what a killed or stalled process left is gone on with within 10 s",
                        "p99 %.1f s of %d".formatted(quantile(missed, 0.99), missed.size()),
                        quantile(missed, 0.99) <= SOON_SECONDS),
                new Goal(
                        "what a process leaves that is told to go is gone on with within 2 s",
                        "at most %.1f s of %d".formatted(quantile(handedOver, 1), handedOver.size()),
                        quantile(handedOver, 1) <= AT_ONCE_SECONDS),
                new Goal("nothing is taken from a process that lives", groundless + " turns", groundless == 0));
    }

    private long dealt(int kind) {
        return blows.stream().filter(blow -> blow.kind().ordinal() == kind).count();
    }

    private long all(ToLongFunction<Log> count) {
        Collection<Log> all = logs.values();
        return all.stream().mapToLong(count).sum();
    }

    @FunctionalInterface
    private interface Comparing {
        long count(Log log, Viewer viewer);
    }

    private long each(Comparing count) {
        return watching.stream()
                .mapToLong(viewer -> count.count(Objects.requireNonNull(logs.get(viewer.conversation())), viewer))
                .sum();
    }

    private List<Double> takeovers(Blow.Kind... kinds) {
        return logs.values().stream()
                .flatMap(log -> log.takeovers(blows).stream())
                .filter(takeover -> Stream.of(kinds).map(Optional::of).anyMatch(takeover.after()::equals))
                .map(Takeover::seconds)
                .sorted()
                .toList();
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * share) - 1));
    }
}
