package dev.parley.ideas.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts running text into sentences; decimals, web addresses, initials and abbreviations survive. */
final class Sentences {

    /** Abbreviations that stand before a name or a number, so that what follows them may begin with a capital. */
    private static final Set<String> BEFORE_NAMES = Set.of(
            "dr", "prof", "mr", "mrs", "ms", "st", "vs", "no", "nr", "fig", "e.g", "i.e", "cf", "approx", "ca", "ex",
            "str", "bl", "sc", "ap", "art", "alin", "pct", "jud", "mun", "dl", "dna", "ing", "ул", "д", "г", "им",
            "стр", "рис", "напр", "см", "т.е", "т.к", "акад", "просп", "пр");

    private static final String ENDS = ".!?…";
    private static final String CLOSERS = "\"'”’»)]״";

    private Sentences() {}

    static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            if (ENDS.indexOf(text.charAt(at)) < 0) {
                at++;
            } else {
                int end = endOfMarks(text, at);
                if (isEnd(text, at, end)) {
                    sentences.add(text.substring(start, end).strip());
                    start = end;
                }
                at = end;
            }
        }
        sentences.add(text.substring(start).strip());
        sentences.removeIf(String::isEmpty);
        return sentences;
    }

    private static int endOfMarks(String text, int at) {
        int end = at + 1;
        while (end < text.length() && (ENDS + CLOSERS).indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    private static boolean isEnd(String text, int at, int end) {
        if (end == text.length()) {
            return true;
        }
        return text.charAt(end) == ' ' && canOpen(text, end + 1) && !isAbbreviation(text, at);
    }

    /** A sentence opens with anything but a small letter. */
    private static boolean canOpen(String text, int at) {
        return at >= text.length() || !Character.isLowerCase(text.codePointAt(at));
    }

    private static boolean isAbbreviation(String text, int dot) {
        if (text.charAt(dot) != '.') {
            return false;
        }
        int from = dot;
        while (from > 0 && (Character.isLetter(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
            from--;
        }
        String word = text.substring(from, dot).toLowerCase(Locale.ROOT);
        boolean initial = word.length() == 1 && Character.isUpperCase(text.charAt(from));
        return initial || BEFORE_NAMES.contains(word);
    }
}
