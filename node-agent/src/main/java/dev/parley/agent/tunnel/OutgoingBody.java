package dev.parley.agent.tunnel;

import dev.parley.protocol.tunnel.TunnelFrame;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A body on its way out, as far as its credit goes. Ends with one frame, after its last byte. */
final class OutgoingBody implements Outbox.Sender {

    private final long id;
    private final Bounds bounds;
    private final Outbox outbox;
    private final Runnable onSent;
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private long credit;
    private long waiting;
    private long sent;
    private boolean hasTurn;
    private boolean isEnded;
    private @Nullable TunnelFrame ending;

    /**
     * Nothing yet.
     *
     * @param onSent told when all that there was has left, and when the ending has
     */
    OutgoingBody(long id, Bounds bounds, Outbox outbox, Runnable onSent) {
        this.id = id;
        this.bounds = bounds;
        this.outbox = outbox;
        this.onSent = onSent;
        this.credit = bounds.credit();
    }

    void add(List<ByteBuffer> more) {
        for (ByteBuffer each : more) {
            if (each.hasRemaining()) {
                pieces.add(each);
                waiting += each.remaining();
            }
        }
        takeTurn();
    }

    /** No more comes, and this says so when the rest has left. */
    void endWith(TunnelFrame frame) {
        ending = frame;
        finishIfEmpty();
    }

    /** Nobody wants the rest. */
    void drop() {
        pieces.clear();
        waiting = 0;
        ending = null;
    }

    void moreCredit(long bytes) throws FrameFault {
        credit += bytes;
        if (bytes < 1 || credit < 0) {
            throw new FrameFault("it gave " + bytes + " bytes of credit");
        }
        takeTurn();
    }

    /** Whether its last frame is on its way. */
    boolean isEnded() {
        return isEnded;
    }

    /** The same for a body whose receiver counts anew with each: what was meant for the last one is no credit for this one. */
    void moreCreditAtMost(long bytes, long most) throws FrameFault {
        moreCredit(Math.min(bytes, Math.max(1, most - credit)));
    }

    /** Bytes that have not left. */
    long waiting() {
        return waiting;
    }

    /** Bytes that have left. */
    long sent() {
        return sent;
    }

    private void takeTurn() {
        if (!hasTurn && credit > 0 && waiting > 0) {
            hasTurn = true;
            outbox.ready(this);
        }
    }

    @Override
    public @Nullable ByteBuffer next() {
        int length = (int) Math.min(Math.min(waiting, credit), bounds.maxFrame());
        if (length == 0) {
            hasTurn = false;
            return null;
        }
        ByteBuffer frame = ByteBuffer.allocate(TunnelFrame.ID_BYTES + length).putLong(id);
        while (frame.hasRemaining()) {
            ByteBuffer first = pieces.element();
            int part = Math.min(first.remaining(), frame.remaining());
            frame.put(first.slice().limit(part));
            first.position(first.position() + part);
            if (!first.hasRemaining()) {
                pieces.remove();
            }
        }
        waiting -= length;
        credit -= length;
        sent += length;
        return frame.flip();
    }

    @Override
    public void left() {
        hasTurn = false;
        takeTurn();
        if (!finishIfEmpty() && waiting == 0) {
            onSent.run();
        }
    }

    private boolean finishIfEmpty() {
        TunnelFrame last = ending;
        if (last == null || waiting > 0 || hasTurn) {
            return false;
        }
        ending = null;
        isEnded = true;
        outbox.send(last);
        onSent.run();
        return true;
    }
}
