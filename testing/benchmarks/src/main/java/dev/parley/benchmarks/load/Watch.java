package dev.parley.benchmarks.load;

import io.vertx.core.buffer.Buffer;

/** Looks at the body of one answer while it comes. */
public interface Watch {

    /** Sees nothing. */
    Watch NOTHING = (piece, nanos) -> {};

    /** A piece came at this moment of {@link System#nanoTime}. */
    void piece(Buffer piece, long nanos);
}
