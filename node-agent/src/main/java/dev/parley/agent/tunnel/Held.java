package dev.parley.agent.tunnel;

/** Memory that answers take while they are collected. */
public final class Held {

    /** Four of the longest: with the pieces' own overhead a third of the memory that {@code ./parley} allows. */
    private static final long MOST = 64L * 1024 * 1024;

    private long bytes;

    /** Nothing yet. */
    public Held() {}

    /** False if there is no room for it; it counts in any case. */
    boolean take(long more) {
        bytes += more;
        return bytes <= MOST;
    }

    void giveBack(long less) {
        bytes -= less;
    }
}
