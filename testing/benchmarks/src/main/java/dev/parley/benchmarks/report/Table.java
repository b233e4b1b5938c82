package dev.parley.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of figures under the same columns.
 *
 * @param title what they are about
 * @param rows each by column name, in the order of the columns
 */
public record Table(String title, List<Map<String, Object>> rows) {

    /** One row: name, value, name, value. Values are numbers, texts or booleans. */
    public static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }

    /** As people read it: Markdown. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (rows.isEmpty()) {
            return lines;
        }
        lines.add(line(List.copyOf(rows.get(0).keySet())));
        lines.add("|" + "---|".repeat(rows.get(0).size()));
        rows.forEach(row -> lines.add(line(List.copyOf(row.values()))));
        return lines;
    }

    private static String line(List<?> cells) {
        return "| " + String.join(" | ", cells.stream().map(Table::text).toList()) + " |";
    }

    /** Whole numbers where they are large, two digits where they are small. */
    private static String text(Object cell) {
        if (!(cell instanceof Double number)) {
            return cell.toString();
        }
        double size = Math.abs(number);
        return size >= 100 || size == Math.rint(size) && size < 1e9
                ? "%.0f".formatted(number)
                : size >= 10 ? "%.1f".formatted(number) : "%.2f".formatted(number);
    }
}
