package dev.parley.benchmarks.relay;

import dev.parley.benchmarks.load.Distribution;
import dev.parley.benchmarks.load.Watch;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** The time between two reads of the same stream, over many streams, while it is wanted. */
final class Gaps {

    private final Object lock = new Object();
    private boolean wanted;
    private long[] nanos = new long[1_024];
    private int count;
    private int opened;

    /** For one stream of them. */
    Watch stream() {
        return new Stream();
    }

    void want(boolean now) {
        synchronized (lock) {
            wanted = now;
        }
    }

    /** How many streams have brought anything. */
    int opened() {
        synchronized (lock) {
            return opened;
        }
    }

    Distribution seen() {
        synchronized (lock) {
            return new Distribution(Arrays.copyOf(nanos, count));
        }
    }

    private void first() {
        synchronized (lock) {
            opened++;
        }
    }

    private void gap(long gap) {
        synchronized (lock) {
            if (!wanted) {
                return;
            }
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = gap;
        }
    }

    private final class Stream implements Watch {

        private long last;

        @Override
        public void piece(Buffer piece, long now) {
            if (last == 0) {
                first();
            } else {
                gap(now - last);
            }
            last = now;
        }
    }
}
