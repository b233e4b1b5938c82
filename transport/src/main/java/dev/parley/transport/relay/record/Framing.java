package dev.parley.transport.relay.record;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;

/** Where one record of an answer ends and the next begins. */
public enum Framing {
    /** A record is a line. */
    LINES {
        @Override
        int lastBoundary(Buffer bytes, int searched) {
            for (int i = bytes.length() - 1; i >= searched; i--) {
                if (bytes.getByte(i) == '\n') {
                    return i + 1;
                }
            }
            return 0;
        }

        @Override
        int count(Buffer whole) {
            return lineEnds(whole, (bytes, at) -> true);
        }
    },

    /** A record is a server-sent event: lines up to an empty line. */
    EVENTS {
        @Override
        int lastBoundary(Buffer bytes, int searched) {
            // An empty line may straddle two reads.
            int first = Math.max(1, searched - EMPTY_LINE_BYTES);
            for (int i = bytes.length() - 1; i >= first; i--) {
                if (bytes.getByte(i) == '\n' && endsEmptyLine(bytes, i)) {
                    return i + 1;
                }
            }
            return 0;
        }

        @Override
        int count(Buffer whole) {
            return lineEnds(whole, (bytes, at) -> at > 0 && endsEmptyLine(bytes, at));
        }
    },

    /** The whole body is one record. */
    WHOLE {
        @Override
        int lastBoundary(Buffer bytes, int searched) {
            return bytes.length();
        }

        @Override
        int count(Buffer whole) {
            return 0;
        }
    };

    private static final int EMPTY_LINE_BYTES = 3;

    /**
     * How many bytes from the start are whole records.
     *
     * @param searched so many bytes are known to hold no boundary
     * @return 0 if no record is whole yet
     */
    abstract int lastBoundary(Buffer bytes, int searched);

    /** How many records these are; 0 where a body is not cut into records. */
    abstract int count(Buffer whole);

    private interface LineEnd {
        boolean ends(Buffer bytes, int at);
    }

    /** Netty looks for a byte eight at a time. */
    private static int lineEnds(Buffer whole, LineEnd record) {
        ByteBuf bytes = whole.getByteBuf();
        int count = 0;
        for (int at = next(bytes, 0); at >= 0; at = next(bytes, at + 1)) {
            if (record.ends(whole, at)) {
                count++;
            }
        }
        // The last record of an answer may lack its line end.
        return whole.getByte(whole.length() - 1) == '\n' ? count : count + 1;
    }

    private static int next(ByteBuf bytes, int from) {
        return bytes.indexOf(from, bytes.writerIndex(), (byte) '\n');
    }

    private static boolean endsEmptyLine(Buffer bytes, int lineFeed) {
        byte before = bytes.getByte(lineFeed - 1);
        return before == '\n' || (before == '\r' && lineFeed >= 2 && bytes.getByte(lineFeed - 2) == '\n');
    }
}
