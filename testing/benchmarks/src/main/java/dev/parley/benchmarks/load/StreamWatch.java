package dev.parley.benchmarks.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Whether an answer of Ollama's own surface came to its end, and the time between the reads that brought it. */
public final class StreamWatch implements Watch {

    private static final String END = "\"done\":true";

    private String tail = "";
    private volatile boolean whole;
    private volatile int pieces;
    private long last;
    private long[] gaps = new long[16];

    @Override
    public void piece(Buffer piece, long nanos) {
        String text = tail + piece.toString(StandardCharsets.ISO_8859_1);
        whole = whole || text.contains(END);
        tail = text.substring(Math.max(0, text.length() - END.length() + 1));
        if (pieces > 0) {
            if (pieces > gaps.length) {
                gaps = Arrays.copyOf(gaps, 2 * gaps.length);
            }
            gaps[pieces - 1] = nanos - last;
        }
        last = nanos;
        pieces++;
    }

    /** Whether the record that ends an answer was among them. */
    public boolean whole() {
        return whole;
    }

    /** So many reads so far. */
    public int pieces() {
        return pieces;
    }

    /** The nanoseconds between them. Only after the call is over. */
    public long[] gaps() {
        return Arrays.copyOf(gaps, Math.max(0, pieces - 1));
    }
}
