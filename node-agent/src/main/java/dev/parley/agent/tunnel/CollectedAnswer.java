package dev.parley.agent.tunnel;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** An answer that is kept until it is whole ({@code --no-stream}). */
final class CollectedAnswer {

    /** Ten times the longest usual one. */
    private static final long LONGEST = 16L * 1024 * 1024;

    private final Held held;
    private List<ByteBuffer> pieces = new ArrayList<>();
    private long bytes;

    CollectedAnswer(Held held) {
        this.held = held;
    }

    /** False if it is too long, or too much is held together with it. */
    boolean add(List<ByteBuffer> more) {
        long length = 0;
        for (ByteBuffer each : more) {
            length += each.remaining();
        }
        bytes += length;
        pieces.addAll(more);
        return held.take(length) && bytes <= LONGEST;
    }

    long bytes() {
        return bytes;
    }

    /** All of it, for whoever sends it; the memory counts until {@link #forget}. */
    List<ByteBuffer> pieces() {
        List<ByteBuffer> all = pieces;
        pieces = new ArrayList<>();
        return all;
    }

    void forget() {
        held.giveBack(bytes);
        bytes = 0;
        pieces.clear();
    }
}
