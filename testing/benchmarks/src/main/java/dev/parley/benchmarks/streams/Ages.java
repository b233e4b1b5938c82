package dev.parley.benchmarks.streams;

import dev.parley.benchmarks.load.Distribution;
import dev.parley.benchmarks.load.Watch;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How old tokens are when they come, over many streams, while it is wanted. Each token is the moment at which the node let it
 * go: microseconds of the clock that all processes of a machine share, and a blank. All streams are of one event loop.
 */
final class Ages {

    private static final byte[] CONTENT = "\"content\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TOKEN_EVENT = "event: token".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    /** A word of an answer that was not said in moments. */
    private static final long NO_MOMENT = -1;

    private final Object lock = new Object();
    private boolean wanted;
    private long[] nanos = new long[1_024];
    private int count;
    private int frames;
    private int opened;
    private volatile String lastId = "";

    /** For one stream of them: records of Ollama's own surface, or events. */
    Watch stream() {
        return new Stream();
    }

    /** Forgets what was seen and begins, or ends. */
    void want(boolean now) {
        synchronized (lock) {
            if (now) {
                count = 0;
                frames = 0;
            }
            wanted = now;
        }
    }

    Distribution seen() {
        synchronized (lock) {
            return new Distribution(Arrays.copyOf(nanos, count));
        }
    }

    /** Records or events that brought them. */
    int frames() {
        synchronized (lock) {
            return frames;
        }
    }

    /** How many streams have brought a token at all. */
    int opened() {
        synchronized (lock) {
            return opened;
        }
    }

    /** Of the last event that any of them brought. */
    String lastId() {
        return lastId;
    }

    private void first() {
        synchronized (lock) {
            opened++;
        }
    }

    private void frame() {
        synchronized (lock) {
            frames += wanted ? 1 : 0;
        }
    }

    private void age(long age) {
        synchronized (lock) {
            if (!wanted) {
                return;
            }
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = age;
        }
    }

    /** Cuts one stream into lines. Of events only tokens count: what a late viewer is shown of the past is old by right. */
    private final class Stream implements Watch {

        private byte[] begun = {};
        private boolean token;
        private boolean any;

        @Override
        public void piece(Buffer piece, long now) {
            byte[] bytes = begun.length == 0
                    ? piece.getBytes()
                    : Buffer.buffer(begun).appendBuffer(piece).getBytes();
            int start = 0;
            for (int i = begun.length; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    line(bytes, start, i, now);
                    start = i + 1;
                }
            }
            begun = Arrays.copyOfRange(bytes, start, bytes.length);
        }

        private void line(byte[] bytes, int from, int to, long now) {
            if (to > from && bytes[from] == '{') {
                content(bytes, from, to, now);
            } else if (begins(TOKEN_EVENT, bytes, from, to)) {
                token = to - from == TOKEN_EVENT.length;
            } else if (begins(ID, bytes, from, to)) {
                lastId = new String(bytes, from + ID.length, to - from - ID.length, StandardCharsets.US_ASCII);
            } else if (begins(DATA, bytes, from, to)) {
                if (token) {
                    content(bytes, from, to, now);
                }
                token = false;
            }
        }

        private void content(byte[] bytes, int from, int to, long now) {
            int at = from;
            while (at < to && !begins(CONTENT, bytes, at, to)) {
                at++;
            }
            long stamp = 0;
            int seen = 0;
            for (int i = at + CONTENT.length; i < to && bytes[i] != '"'; i++) {
                boolean digit = bytes[i] >= '0' && bytes[i] <= '9';
                if (digit && stamp >= 0) {
                    stamp = stamp * 10 + bytes[i] - '0';
                } else if (bytes[i] == ' ') {
                    seen += moment(stamp, now);
                    stamp = 0;
                } else {
                    stamp = NO_MOMENT;
                }
            }
            if (seen > 0) {
                frame();
                if (!any) {
                    any = true;
                    first();
                }
            }
        }

        private int moment(long stamp, long now) {
            if (stamp <= 0) {
                return 0;
            }
            age(now - stamp * 1_000);
            return 1;
        }

        private static boolean begins(byte[] what, byte[] bytes, int from, int to) {
            return to - from >= what.length && Arrays.equals(what, 0, what.length, bytes, from, from + what.length);
        }
    }
}
