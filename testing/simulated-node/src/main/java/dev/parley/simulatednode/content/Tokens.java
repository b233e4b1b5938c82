package dev.parley.simulatednode.content;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts and cuts text as a plain tokeniser might, the same on every node: a word with the space before it, each
 * digit group, each mark, each run of other white space. The tokens joined are the text.
 */
public final class Tokens {

    private static final int VOCABULARY = 128_000;

    private Tokens() {}

    public static List<String> of(String text) {
        List<String> tokens = new ArrayList<>(text.length() / 5 + 1);
        int start = 0;
        while (start < text.length()) {
            int end = end(text, start);
            tokens.add(text.substring(start, end));
            start = end;
        }
        return tokens;
    }

    public static int count(String text) {
        int count = 0;
        for (int start = 0; start < text.length(); start = end(text, start)) {
            count++;
        }
        return count;
    }

    /** Stable numbers for the tokens of a text. */
    public static int[] ids(String text) {
        return of(text).stream().mapToInt(Tokens::id).toArray();
    }

    static int id(String token) {
        return Math.floorMod(token.hashCode() * 0x9E3779B1, VOCABULARY);
    }

    private static int end(String text, int start) {
        int first = text.codePointAt(start);
        int next = start + Character.charCount(first);
        boolean spaceBeforeWord = first == ' ' && next < text.length() && letter(text.codePointAt(next));
        if (letter(first) || spaceBeforeWord) {
            return run(text, next, Kind.LETTER);
        } else if (Character.isDigit(first)) {
            return run(text, next, Kind.DIGIT);
        } else if (Character.isWhitespace(first)) {
            return spaces(text, start, next);
        }
        return run(text, next, Kind.MARK);
    }

    /** A last space stays with the word that follows it. */
    private static int spaces(String text, int start, int next) {
        int end = run(text, next, Kind.SPACE);
        boolean wordFollows = end < text.length() && letter(text.codePointAt(end)) && text.charAt(end - 1) == ' ';
        return wordFollows && end - 1 > start ? end - 1 : end;
    }

    private enum Kind {
        LETTER,
        DIGIT,
        SPACE,
        MARK
    }

    private static int run(String text, int from, Kind kind) {
        int at = from;
        while (at < text.length() && belongs(text.codePointAt(at), kind)) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean belongs(int c, Kind kind) {
        return switch (kind) {
            case LETTER -> letter(c) || c == '\'';
            case DIGIT -> Character.isDigit(c);
            case SPACE -> Character.isWhitespace(c);
            case MARK -> combining(c);
        };
    }

    private static boolean letter(int c) {
        return Character.isLetter(c) || combining(c);
    }

    /** Marks and joiners that must not be torn from what they stand on. */
    private static boolean combining(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK || c == 0x200D;
    }
}
