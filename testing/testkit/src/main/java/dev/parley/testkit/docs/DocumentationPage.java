package dev.parley.testkit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A page of {@code docs/} and the names its tables define: the code spans in their first columns. */
record DocumentationPage(Path file, String text) {

    /** What parts a table's headings from its rows. */
    private static final Pattern RULE = Pattern.compile("[|:\\- ]+");

    private static final Pattern CODE_SPAN = Pattern.compile("`([^`]+)`");

    /** Reads {@code docs/<name>} of the repository that holds {@code start}: the nearest folder up with a mvnw. */
    static DocumentationPage named(String name, Path start) {
        Path folder = start.toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            @Nullable Path parent = folder.getParent();
            if (parent == null) {
                throw new AssertionError("no folder with a mvnw above " + start.toAbsolutePath());
            }
            folder = parent;
        }
        Path file = folder.resolve("docs").resolve(name);
        if (!Files.exists(file)) {
            throw new AssertionError("no page " + file);
        }
        try {
            return new DocumentationPage(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The names in the first column of every table. */
    Set<String> firstColumns() {
        return firstColumns(heading -> true);
    }

    /** The rows of every table whose first heading is {@code wanted}, their cells parted by one bar each. */
    Set<String> rows(String wanted) {
        Set<String> rows = new LinkedHashSet<>();
        eachRow(wanted::equalsIgnoreCase, row -> {
            if (!RULE.matcher(row).matches() && !rows.add(withoutPadding(row))) {
                throw new AssertionError("%s lists twice: %s".formatted(file, row));
            }
        });
        return rows;
    }

    private static String withoutPadding(String row) {
        return Stream.of(row.substring(1).split("\\|")).map(String::strip).collect(Collectors.joining(" | "));
    }

    private Set<String> firstColumns(Predicate<String> headings) {
        Set<String> names = new LinkedHashSet<>();
        eachRow(headings, row -> names.addAll(codeSpans(firstCell(row))));
        return names;
    }

    /** Every row of the tables with such a first heading, but for the headings themselves. */
    private void eachRow(Predicate<String> headings, Consumer<String> reader) {
        boolean inTable = false;
        boolean wanted = false;
        for (String line : text.lines().map(String::strip).toList()) {
            boolean row = line.startsWith("|");
            if (row && !inTable) {
                wanted = headings.test(firstCell(line));
            } else if (row && wanted) {
                reader.accept(line);
            }
            inTable = row;
        }
    }

    /** Fails unless what the page lists and what the code knows are the same. */
    void compare(Set<String> listed, Set<String> known) {
        Set<String> missing = new TreeSet<>(known);
        missing.removeAll(listed);
        Set<String> invented = new TreeSet<>(listed);
        invented.removeAll(known);
        if (!missing.isEmpty() || !invented.isEmpty()) {
            throw new AssertionError(
                    "%s does not list: %s; lists what the code does not know: %s".formatted(file, missing, invented));
        }
    }

    private static String firstCell(String row) {
        int end = row.indexOf('|', 1);
        return row.substring(1, end < 0 ? row.length() : end).strip();
    }

    private static List<String> codeSpans(String cell) {
        List<String> spans = new ArrayList<>();
        Matcher matcher = CODE_SPAN.matcher(cell);
        while (matcher.find()) {
            spans.add(matcher.group(1));
        }
        return spans;
    }
}
