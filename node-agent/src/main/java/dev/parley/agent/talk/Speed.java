package dev.parley.agent.talk;

import java.time.Duration;

/** How fast an answer comes. Nodes count tokens at the end of a turn; until then they are estimated by its length. */
final class Speed {

    /** English and most tokenizers; the first finished turn corrects it. */
    private double bytesPerToken = 4;

    private long begunNanos;
    private long bytes;

    /** A new answer begins. */
    void begin(long nowNanos) {
        begunNanos = nowNanos;
        bytes = 0;
    }

    /** So many bytes of it have come. */
    void add(int more, long nowNanos) {
        if (bytes == 0) {
            begunNanos = nowNanos;
        }
        bytes += more;
    }

    /** It is whole, and this is how many tokens it had. */
    void end(int tokens) {
        if (tokens > 0 && bytes > 0) {
            bytesPerToken = (double) bytes / tokens;
        }
    }

    /** Nothing of it has come yet. */
    boolean isSilent() {
        return bytes == 0;
    }

    /** Since it began, or since its first byte. */
    Duration since(long nowNanos) {
        return Duration.ofNanos(nowNanos - begunNanos);
    }

    /** Tokens per second since the first byte; 0 in the first moments, when nothing can be said. */
    double tokensPerSecond(long nowNanos) {
        double seconds = (nowNanos - begunNanos) / 1e9;
        return seconds < 0.2 ? 0 : bytes / bytesPerToken / seconds;
    }
}
