package dev.parley.ideas.extraction;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The first system's splitter, kept as it was, oddities included: hyphenated words, decimals and URLs are cut apart, and
 * whatever has five characters is an idea. Conversations that must behave like the first system depend on it.
 */
final class V4Splitter {

    private static final Pattern CUTS = Pattern.compile("[.\\n•\\-\\u2022;]+");

    private static final int SHORTEST = 5;

    private V4Splitter() {}

    static Stream<String> split(String answer) {
        return CUTS.splitAsStream(answer)
                .map(piece -> strip(piece.toLowerCase(Locale.ROOT)))
                .filter(piece -> piece.codePointCount(0, piece.length()) >= SHORTEST);
    }

    /** Takes off what the first system's language calls white space: no-break spaces too, unlike {@link String#strip}. */
    private static String strip(String piece) {
        int from = 0;
        int to = piece.length();
        while (from < to && isSpace(piece.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(piece.charAt(to - 1))) {
            to--;
        }
        return piece.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
