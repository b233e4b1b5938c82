package dev.parley.orchestrator.context;

import java.util.Arrays;

/** How much text there is, by what its tokens depend on. Not changed once made. */
public final class Measure {

    static final Measure NOTHING = new Measure(new int[Script.values().length], 0);

    private final int[] characters;
    private final int bytes;

    private Measure(int[] characters, int bytes) {
        this.characters = characters;
        this.bytes = bytes;
    }

    static Measure of(String text) {
        int[] characters = new int[Script.values().length];
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            characters[Script.of(codePoint).ordinal()]++;
            bytes += utf8(codePoint);
            i += Character.charCount(codePoint);
        }
        return new Measure(characters, bytes);
    }

    Measure plus(Measure other) {
        int[] sum = Arrays.copyOf(characters, characters.length);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.characters[i];
        }
        return new Measure(sum, bytes + other.bytes);
    }

    int characters(Script script) {
        return characters[script.ordinal()];
    }

    /** In UTF-8: no tokenizer that starts from bytes makes more tokens than these. */
    int bytes() {
        return bytes;
    }

    private static int utf8(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return Character.isSupplementaryCodePoint(codePoint) ? 4 : 3;
    }
}
