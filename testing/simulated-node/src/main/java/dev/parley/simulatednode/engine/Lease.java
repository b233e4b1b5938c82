package dev.parley.simulatednode.engine;

import org.jspecify.annotations.Nullable;

/** A slot of a loaded model, given back exactly once however often it is released. */
public final class Lease {

    private final Instance instance;
    private final @Nullable Slot slot;
    private final long loadNanos;
    private final int cachedTokens;
    private final Runnable onRelease;
    private boolean released;

    Lease(Instance instance, @Nullable Slot slot, long loadNanos, int cachedTokens, Runnable onRelease) {
        this.instance = instance;
        this.slot = slot;
        this.loadNanos = loadNanos;
        this.cachedTokens = cachedTokens;
        this.onRelease = onRelease;
    }

    /** From the request's arrival at the scheduler until the model was ready; the wait for the slot is not in it. */
    public long loadNanos() {
        return loadNanos;
    }

    /** Tokens of the prompt that the slot still holds from its last request. */
    public int cachedTokens() {
        return cachedTokens;
    }

    /** Context per request of the loaded instance. */
    public int contextLength() {
        return instance.contextLength();
    }

    /** Slots of this model that are busy now, this one included. */
    public int busySlots() {
        return instance.busySlots();
    }

    public void release() {
        if (!released) {
            released = true;
            if (slot != null) {
                instance.giveBack(slot);
            }
            onRelease.run();
        }
    }
}
