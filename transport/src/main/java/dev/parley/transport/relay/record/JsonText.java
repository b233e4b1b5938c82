package dev.parley.transport.relay.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Looks into one JSON object without parsing it: only as far as its own keys. */
final class JsonText {

    private JsonText() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Where the value of a key of the outermost object starts.
     *
     * @return -1 if the object has no such key, or breaks off before it
     */
    static int valueOf(byte[] json, String key) {
        byte[] wanted = ascii('"' + key + '"');
        int depth = 0;
        for (int i = 0; i < json.length; i++) {
            switch (json[i]) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> {
                    int end = endOfString(json, i);
                    int colon = afterSpaces(json, end);
                    if (depth == 1
                            && colon < json.length
                            && json[colon] == ':'
                            && Arrays.equals(json, i, Math.min(end, json.length), wanted, 0, wanted.length)) {
                        return afterSpaces(json, colon + 1);
                    }
                    i = end - 1;
                }
                default -> {
                    // Part of a number, a literal or white space.
                }
            }
        }
        return -1;
    }

    /** The index after the closing quote, or the length if there is none. */
    private static int endOfString(byte[] json, int quote) {
        for (int i = quote + 1; i < json.length; i++) {
            if (json[i] == '\\') {
                i++;
            } else if (json[i] == '"') {
                return i + 1;
            }
        }
        return json.length;
    }

    static boolean isTrue(byte[] json, int value) {
        return value >= 0 && startsWith(json, value, ascii("true"));
    }

    static boolean isNull(byte[] json, int value) {
        return startsWith(json, value, ascii("null"));
    }

    static int afterSpaces(byte[] text, int from) {
        int i = from;
        while (i < text.length && isSpace(text[i])) {
            i++;
        }
        return i;
    }

    static int trimmedLength(byte[] text) {
        int end = text.length;
        while (end > 0 && isSpace(text[end - 1])) {
            end--;
        }
        return end;
    }

    static boolean startsWith(byte[] text, int from, byte[] prefix) {
        return from + prefix.length <= text.length
                && Arrays.equals(text, from, from + prefix.length, prefix, 0, prefix.length);
    }

    static boolean endsWith(byte[] text, int end, byte[] suffix) {
        return end >= suffix.length && Arrays.equals(text, end - suffix.length, end, suffix, 0, suffix.length);
    }

    /** Where the first line with this start begins, or -1. */
    static int lineStartingWith(byte[] text, byte[] prefix) {
        for (int start = 0; start < text.length; start = afterLine(text, start)) {
            if (startsWith(text, start, prefix)) {
                return start;
            }
        }
        return -1;
    }

    private static int afterLine(byte[] text, int from) {
        int i = from;
        while (i < text.length && text[i] != '\n') {
            i++;
        }
        return i + 1;
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}
