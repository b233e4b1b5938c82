package dev.parley.transport.relay.record;

import java.util.Arrays;

/**
 * Walks backwards over the keys of one JSON object, whose start need not be there. Exact, because it begins outside of all
 * texts; looks no further than it is asked to.
 */
final class KeysFromEnd {

    private final byte[] text;
    private final int from;
    private int at;
    private int depth;
    private int keyStart;
    private int keyEnd;

    KeysFromEnd(byte[] text, int from, int end) {
        this.text = text;
        this.from = from;
        this.at = end;
        while (at > from && JsonText.isSpace(text[at - 1])) {
            at--;
        }
    }

    /** Steps to the key before; false if there is none, or no object. */
    boolean previous() {
        while (--at >= from) {
            switch (text[at]) {
                case '}', ']' -> depth++;
                case '{', '[' -> depth--;
                case '"' -> {
                    if (passText() && depth == 1) {
                        return true;
                    }
                }
                default -> {
                    // Part of a number, a literal or white space.
                }
            }
            if (depth <= 0) {
                return false;
            }
        }
        return false;
    }

    boolean is(byte[] name) {
        return Arrays.equals(text, keyStart, keyEnd, name, 0, name.length);
    }

    /** Where this key's value starts. */
    int value() {
        return JsonText.afterSpaces(text, JsonText.afterSpaces(text, keyEnd + 1) + 1);
    }

    /** Goes to the start of the text that ends here; whether it is a key. */
    private boolean passText() {
        keyEnd = at;
        at = opening(keyEnd);
        keyStart = at + 1;
        int next = JsonText.afterSpaces(text, keyEnd + 1);
        return at >= from && next < text.length && text[next] == ':';
    }

    /** The quote that opens the text which this one closes; before the start if it is not there. */
    private int opening(int closing) {
        for (int i = closing - 1; i >= from; i--) {
            if (text[i] == '"' && backslashesBefore(i) % 2 == 0) {
                return i;
            }
        }
        return from - 1;
    }

    private int backslashesBefore(int index) {
        int i = index;
        while (i > from && text[i - 1] == '\\') {
            i--;
        }
        return index - i;
    }
}
