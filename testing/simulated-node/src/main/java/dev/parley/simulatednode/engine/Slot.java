package dev.parley.simulatednode.engine;

/** One sequence of an instance, and the prompt it remembers. */
final class Slot {

    /** Enough for any context in a test; a longer prompt is remembered up to here. */
    private static final int REMEMBERED = 16_384;

    private int[] remembered = {};
    private boolean busy;

    boolean busy() {
        return busy;
    }

    /** Takes the slot for a prompt; tells how many of its first tokens need no evaluation. */
    int take(int[] prompt) {
        int cached = common(prompt);
        busy = true;
        remembered = prompt.length <= REMEMBERED ? prompt : java.util.Arrays.copyOf(prompt, REMEMBERED);
        return cached;
    }

    void free() {
        busy = false;
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
