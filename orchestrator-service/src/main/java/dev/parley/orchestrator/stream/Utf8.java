package dev.parley.orchestrator.stream;

/** Counts and cuts text by its UTF-8 bytes without encoding it. A lone surrogate counts as the one byte that replaces it. */
public final class Utf8 {

    private Utf8() {}

    /** How many bytes this text has. */
    public static int length(CharSequence text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i += width(text, i)) {
            bytes += bytes(text, i);
        }
        return bytes;
    }

    /** What follows the first {@code offset} bytes, or everything from the character that an offset falls into. */
    public static String from(String text, long offset) {
        return text.substring(index(text, offset));
    }

    /** Whether a character begins, or the text ends, after this many bytes. */
    public static boolean isBoundary(String text, long offset) {
        return offset <= length(text) && length(text.substring(0, index(text, offset))) == offset;
    }

    private static int index(String text, long offset) {
        int i = 0;
        long bytes = 0;
        while (i < text.length() && bytes + bytes(text, i) <= offset) {
            bytes += bytes(text, i);
            i += width(text, i);
        }
        return i;
    }

    private static boolean isPair(CharSequence text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }

    private static int width(CharSequence text, int i) {
        return isPair(text, i) ? 2 : 1;
    }

    private static int bytes(CharSequence text, int i) {
        char c = text.charAt(i);
        if (c < 0x80) {
            return 1;
        }
        if (c < 0x800) {
            return 2;
        }
        if (Character.isSurrogate(c)) {
            return isPair(text, i) ? 4 : 1;
        }
        return 3;
    }
}
