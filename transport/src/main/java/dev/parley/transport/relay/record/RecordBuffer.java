package dev.parley.transport.relay.record;

import io.vertx.core.buffer.Buffer;

/**
 * Holds what arrived until its records are whole. Bytes go out as they came in, so that an ending can always be appended
 * between two records. Not thread-safe: belongs to one stream.
 */
public final class RecordBuffer {

    private final AnswerForm form;
    private Buffer held = Buffer.buffer();
    private int searched;
    private Mark mark;

    public RecordBuffer(AnswerForm form) {
        this.form = form;
        // A whole body may be empty, as the answer to HEAD is.
        this.mark = form.framing() == Framing.WHOLE ? Mark.DONE : Mark.MORE;
    }

    /** Adds what was read. */
    public void append(Buffer bytes) {
        held.appendBuffer(bytes);
    }

    /** How many bytes wait for the rest of their record. */
    public int size() {
        return held.length();
    }

    /** What the last record handed out means for the end of the answer. */
    public Mark mark() {
        return mark;
    }

    /** All records that are whole, in one piece; empty if none is. */
    public Buffer takeWhole() {
        int cut = form.framing().lastBoundary(held, searched);
        if (cut == 0) {
            searched = held.length();
            return Buffer.buffer();
        }
        return take(cut);
    }

    /**
     * At the proper end of the stream: also hands out a last record that lacks only its line end. What is left after this
     * is a fragment.
     */
    public Buffer takeLast() {
        Buffer whole = takeWhole();
        if (held.length() > 0 && form.mark(held.getBytes()).ends()) {
            whole.appendBuffer(take(held.length()));
        }
        return whole;
    }

    private Buffer take(int cut) {
        Buffer all = held;
        boolean nothingLeft = cut == all.length();
        Buffer whole = nothingLeft ? all : all.getBuffer(0, cut);
        held = nothingLeft ? Buffer.buffer() : all.getBuffer(cut, all.length());
        searched = held.length();
        note(whole);
        return whole;
    }

    /** Only the last record of a read can be the last of the answer, so only it is looked at. */
    private void note(Buffer records) {
        if (form.framing() == Framing.WHOLE) {
            mark = Mark.DONE;
            return;
        }
        Mark last = form.mark(lastRecord(records));
        if (last != Mark.NOTHING) {
            mark = last;
        }
    }

    private byte[] lastRecord(Buffer records) {
        int end = records.length();
        while (end > 0 && isLineEnd(records.getByte(end - 1))) {
            end--;
        }
        int start = form.framing().lastBoundary(records.slice(0, end), 0);
        return records.getBytes(start, records.length());
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }
}
