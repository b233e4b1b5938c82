package dev.parley.router.relay;

import java.time.Duration;

/** Splits the time of one request into waiting for a place, waiting for a node, and our own. */
final class Stopwatch {

    private final long started = System.nanoTime();
    private long lapStarted = started;
    private long queued;
    private long atNodes;

    /** From now on it waits for something else. */
    void lap() {
        lapStarted = System.nanoTime();
    }

    /** What passed since the last lap was waiting for a place. */
    void wasQueued() {
        queued += System.nanoTime() - lapStarted;
    }

    /** What passed since the last lap was waiting for a node. */
    void wasAtNode() {
        atNodes += System.nanoTime() - lapStarted;
    }

    Duration queued() {
        return Duration.ofNanos(queued);
    }

    Duration whole() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    Duration overhead() {
        return whole().minusNanos(queued + atNodes);
    }
}
