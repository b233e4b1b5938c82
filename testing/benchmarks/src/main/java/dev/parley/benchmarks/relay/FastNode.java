package dev.parley.benchmarks.relay;

import dev.parley.benchmarks.house.NodeWish;

/** A node that answers as fast as its socket takes, with more slots than any load has clients. */
public final class FastNode {

    /** Its name. */
    public static final String NAME = "fast";

    static final String MODEL = "bench:latest";

    private static final int SLOTS = 64;

    private FastNode() {}

    /** It. */
    public static NodeWish wish() {
        return NodeWish.of(NAME, SLOTS, "model=" + MODEL, "burst=true", "load-seconds=0", "first-token-seconds=0");
    }
}
