package dev.parley.agent.tunnel;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** The sending end of a connection. One text or binary message at a time: the next after the future of the last. */
interface Line {

    CompletableFuture<?> text(String text);

    CompletableFuture<?> binary(ByteBuffer bytes);

    /** Asks for a sign of life. */
    void ping();

    /** Lets the next message come in. */
    void more();

    /** Says goodbye properly; completes when that has left. */
    CompletableFuture<?> close(int code, String reason);

    /** Drops it. */
    void abort();
}
