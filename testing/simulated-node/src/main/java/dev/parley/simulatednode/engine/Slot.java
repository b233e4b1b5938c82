package dev.parley.simulatednode.engine;

import java.util.Arrays;

/** One sequence of an instance, and the prompt it remembers. */
final class Slot {

    /** Enough for any context in a test; a longer prompt is remembered up to here. */
    private static final int REMEMBERED = 16_384;

    private int[] remembered = {};

    /** Takes a prompt in; tells how many of its first tokens need no evaluation. */
    int remember(int[] prompt) {
        int cached = common(prompt);
        remembered = prompt.length <= REMEMBERED ? prompt : Arrays.copyOf(prompt, REMEMBERED);
        return cached;
    }

    int common(int[] prompt) {
        int limit = Math.min(prompt.length, remembered.length);
        int same = 0;
        while (same < limit && prompt[same] == remembered[same]) {
            same++;
        }
        return same;
    }
}
