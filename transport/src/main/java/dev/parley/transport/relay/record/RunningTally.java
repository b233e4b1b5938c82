package dev.parley.transport.relay.record;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts along while an answer is passed on. Nothing is copied or parsed on the way: the last pieces are remembered, and
 * looked into once at the end. Not thread-safe: belongs to one answer.
 */
public final class RunningTally {

    /** A stream's counts are in its last record but for the end mark, and near the end of that record. */
    private static final int STREAM_TAIL_BYTES = 2_048;

    /** A whole body has them near its end too, but log probabilities and tool calls may follow. */
    private static final int BODY_TAIL_BYTES = 16_384;

    private final AnswerForm form;
    private final int tailBytes;
    private final Deque<Buffer> tail = new ArrayDeque<>();
    private int held;
    private long records;
    private long bytes;

    public RunningTally(AnswerForm form) {
        this.form = form;
        this.tailBytes = form.framing() == Framing.WHOLE ? BODY_TAIL_BYTES : STREAM_TAIL_BYTES;
    }

    /** How many bytes went out. */
    public long bytes() {
        return bytes;
    }

    /** These went out; they are not changed any more. */
    public void passed(Buffer whole) {
        if (whole.length() == 0 || isComment(whole)) {
            return;
        }
        bytes += whole.length();
        records += form.framing().count(whole);
        remember(whole);
    }

    /** What tells a client that it waits is no part of an answer; it comes in a piece of its own. */
    private boolean isComment(Buffer whole) {
        return form.framing() == Framing.EVENTS && whole.getByte(0) == ':';
    }

    /** All that is known by now. */
    public Tally tally() {
        if (bytes == 0) {
            return Tally.NONE;
        }
        Buffer end = Buffer.buffer(held);
        tail.forEach(end::appendBuffer);
        EndFigures figures = EndFigures.atEndOf(end.getBytes(), form.framing());
        return new Tally(records, bytes, figures.prompt(), figures.answer(), figures.times());
    }

    private void remember(Buffer whole) {
        // Of a large piece only the end is kept, so that the piece itself can go.
        Buffer kept =
                whole.length() > 2 * tailBytes ? whole.getBuffer(whole.length() - tailBytes, whole.length()) : whole;
        tail.addLast(kept);
        held += kept.length();
        while (held - tail.getFirst().length() >= tailBytes) {
            held -= tail.removeFirst().length();
        }
    }
}
