package dev.parley.gateway.admission;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of request bodies are held at once, all requests together, and whether there is room for more. */
public final class HeldBytes {

    private final long max;
    private final AtomicLong held = new AtomicLong();

    public HeldBytes(long max) {
        this.max = max;
    }

    /** Room for one body, none of it taken yet. */
    public Share share() {
        return new Share();
    }

    /** How many are held now. */
    public long held() {
        return held.get();
    }

    /** The most there may be. */
    public long max() {
        return max;
    }

    private boolean take(long bytes) {
        if (held.addAndGet(bytes) <= max) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    /** One body's part. Belongs to one request. */
    public final class Share implements AutoCloseable {

        private long mine;
        private boolean closed;

        /** @return false if there is no room; nothing is taken then */
        public boolean take(long bytes) {
            if (closed || !HeldBytes.this.take(bytes)) {
                return false;
            }
            mine += bytes;
            return true;
        }

        /** Gives back all that was taken. Closing it again does nothing. */
        @Override
        public void close() {
            closed = true;
            held.addAndGet(-mine);
            mine = 0;
        }
    }
}
