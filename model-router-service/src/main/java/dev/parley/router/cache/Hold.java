package dev.parley.router.cache;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of shared answers this process holds, all of them together. Safe for many threads. */
final class Hold {

    private final long bytes;
    private final AtomicLong held = new AtomicLong();

    /** @param bytes beyond which answers are not held for those who come later */
    Hold(long bytes) {
        this.bytes = bytes;
    }

    /** Takes some bytes more, in any case. @return whether there was room for them */
    boolean take(long more) {
        return held.addAndGet(more) <= bytes;
    }

    void giveBack(long less) {
        held.addAndGet(-less);
    }

    long held() {
        return held.get();
    }
}
