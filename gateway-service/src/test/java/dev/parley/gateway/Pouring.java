package dev.parley.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An answer that is poured out as fast as it is read. Counts what has left for the system's sockets, not what was only given to
 * this program's own queue: written from another thread, that takes tens of megabytes before its event loop says no.
 */
public final class Pouring {

    /** Far more than the sockets of a machine hold. */
    private static final long MOST = 400_000_000L;

    private final AtomicLong written = new AtomicLong();
    private final AtomicLong left = new AtomicLong();
    private final Buffer piece;

    /** Not poured out yet. @param piece of which it consists */
    public Pouring(String piece) {
        this.piece = Buffer.buffer(piece);
    }

    /** Begins. To be called by a script: on the event loop of the answer. */
    public void into(HttpServerResponse response) {
        while (!response.writeQueueFull() && !response.closed() && written.get() < MOST) {
            written.addAndGet(piece.length());
            response.write(piece).onSuccess(sent -> left.addAndGet(piece.length()));
        }
        response.drainHandler(drained -> into(response));
    }

    /** Bytes that the other side, or a socket on the way to it, has. */
    public long left() {
        return left.get();
    }
}
