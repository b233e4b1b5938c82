package dev.parley.gateway.tunnel;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of bodies that all tunnels of this replica hold together. For any thread. */
final class Held {

    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    /** @param most beyond it nothing new is begun; what is open goes on within its credit */
    Held(long most) {
        this.most = most;
    }

    void add(int more) {
        bytes.addAndGet(more);
    }

    void remove(int less) {
        bytes.addAndGet(-less);
    }

    long now() {
        return bytes.get();
    }

    boolean isFull() {
        return bytes.get() >= most;
    }
}
