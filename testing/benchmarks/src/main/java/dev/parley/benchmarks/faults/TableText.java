package dev.parley.benchmarks.faults;

import java.util.List;
import java.util.Locale;

/** The table as it is printed. */
public final class TableText {

    private TableText() {}

    /** In Markdown, a verdict at the end of each line and the sum below. */
    public static String of(List<FaultRow> rows) {
        StringBuilder text = new StringBuilder("""
                | fault | surface | client saw | nodes asked | misbehaving node saw | other node saw \
                | first byte ms | whole ms | after its death | verdict |
                |---|---|---|---|---|---|---|---|---|---|
                """);
        rows.forEach(row -> text.append(line(row)));
        long good = rows.stream().filter(FaultRow::good).count();
        return text.append("%n%d of %d as they should be%n".formatted(good, rows.size()))
                .toString();
    }

    private static String line(FaultRow row) {
        return "| %s | %s | %s | %d | %s | %s | %s | %d | %d | %s |%n"
                .formatted(
                        row.fault(),
                        row.form().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        row.client(),
                        row.attempts(),
                        joined(row.misbehaving()),
                        joined(row.other()),
                        row.firstByteMillis() < 0 ? "-" : Long.toString(row.firstByteMillis()),
                        row.millis(),
                        row.triedAfterDeath(),
                        row.good() ? "ok" : String.join("; ", row.complaints()));
    }

    private static String joined(List<String> endings) {
        return endings.isEmpty() ? "nothing" : String.join("; ", endings);
    }
}
