package dev.parley.transport.relay.record;

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
    },

    /** The whole body is one record. */
    WHOLE {
        @Override
        int lastBoundary(Buffer bytes, int searched) {
            return bytes.length();
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

    private static boolean endsEmptyLine(Buffer bytes, int lineFeed) {
        byte before = bytes.getByte(lineFeed - 1);
        return before == '\n' || (before == '\r' && lineFeed >= 2 && bytes.getByte(lineFeed - 2) == '\n');
    }
}
