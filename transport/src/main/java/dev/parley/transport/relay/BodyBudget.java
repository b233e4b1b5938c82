package dev.parley.transport.relay;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of request bodies this process holds, all requests together. Safe for many threads. */
public final class BodyBudget {

    private final long bytes;
    private final AtomicLong held = new AtomicLong();

    /** @param bytes at most */
    public BodyBudget(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes: " + bytes + " (expected: >= 1)");
        }
        this.bytes = bytes;
    }

    /** What one request holds: nothing yet. */
    public Share share() {
        return new Share();
    }

    /** How many bytes are held now. */
    public long held() {
        return held.get();
    }

    /** One request's part; belongs to its context. Must be given back on every ending; giving it back again does nothing. */
    public final class Share {

        private long mine;
        private boolean over;

        private Share() {}

        /** Takes some bytes more. @return false if there is no room for them, and none are taken */
        boolean grow(long more) {
            if (over) {
                return true;
            }
            if (held.addAndGet(more) > bytes) {
                held.addAndGet(-more);
                return false;
            }
            mine += more;
            return true;
        }

        /** The body is let go. */
        public void giveBack() {
            if (!over) {
                over = true;
                held.addAndGet(-mine);
            }
        }
    }
}
