package dev.parley.gateway.tunnel;

import dev.parley.protocol.tunnel.TunnelFrame;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One open message: a request on its way to the node and its answer on its way back, each held to its credit. Lives on its
 * tunnel's loop.
 */
final class Exchange {

    private static final int LOWEST_STATUS = 200;
    private static final int HIGHEST_STATUS = 599;

    private final long id;
    private final Asker asker;
    private final Outbox outbox;
    private final TunnelBounds bounds;
    private final Held held;

    private final Deque<Buffer> pending = new ArrayDeque<>();
    private long mayBeSent;
    private boolean bodyWhole;
    private boolean endSent;
    private boolean begun;
    private boolean asksForMore;
    private @Nullable Instant stuckSince;

    private long mayCome;
    private long owed;
    private boolean answered;
    private boolean ended;
    private boolean over;

    Exchange(long id, Asker asker, Outbox outbox, TunnelBounds bounds, Held held) {
        this.id = id;
        this.asker = asker;
        this.outbox = outbox;
        this.bounds = bounds;
        this.held = held;
        this.mayBeSent = bounds.credit();
        this.mayCome = bounds.credit();
    }

    long id() {
        return id;
    }

    /** Does nothing if it was given up before. */
    void begin(RequestHead head) {
        if (!over) {
            begun = true;
            outbox.say(new TunnelFrame.Request(id, head.method(), head.path(), head.headers()));
            pump();
        }
    }

    /** More of the request's body. */
    void body(Buffer bytes) {
        if (!over && bytes.length() > 0) {
            held.add(bytes.length());
            pending.add(bytes);
            asksForMore = false;
            pump();
        }
    }

    void bodyEnd() {
        bodyWhole = true;
        pump();
    }

    /** Sends what may be sent, and asks for more when nothing is left. */
    void pump() {
        if (over || !begun) {
            return;
        }
        while (!pending.isEmpty() && mayBeSent > 0 && outbox.hasRoom()) {
            Buffer first = pending.remove();
            int size = (int) Math.min(Math.min(first.length(), mayBeSent), bounds.maxFrame());
            if (size < first.length()) {
                pending.addFirst(first.slice(size, first.length()));
            }
            mayBeSent -= size;
            stuckSince = null;
            held.remove(size);
            outbox.body(id, first.slice(0, size));
        }
        if (!pending.isEmpty()) {
            return;
        }
        if (!bodyWhole && !asksForMore) {
            asksForMore = true;
            asker.more();
        } else if (bodyWhole && !endSent) {
            endSent = true;
            outbox.say(new TunnelFrame.End(id));
        }
    }

    /** Whether an agent takes nothing of a body for too long. To be asked now and then. */
    boolean isStuck(Instant now) {
        if (pending.isEmpty()) {
            stuckSince = null;
        } else if (stuckSince == null) {
            stuckSince = now;
        }
        return stuckSince != null && now.isAfter(stuckSince.plus(bounds.stall()));
    }

    void credit(long bytes) throws RefusedAgent {
        if (bytes < 1) {
            throw RefusedAgent.forGood(Ending.FRAME_INVALID, "credit: " + bytes + " (expected: at least 1)");
        }
        mayBeSent = Math.min(Long.MAX_VALUE / 2, mayBeSent + Math.min(bytes, Long.MAX_VALUE / 4));
        pump();
    }

    void response(int status, @Nullable Map<String, String> headers) throws RefusedAgent {
        if (answered) {
            throw RefusedAgent.forGood(Ending.MESSAGE_UNKNOWN, "message " + id + " was answered already");
        }
        if (status < LOWEST_STATUS || status > HIGHEST_STATUS) {
            throw RefusedAgent.forGood(Ending.FRAME_INVALID, "status: " + status + " (expected: 200..599)");
        }
        answered = true;
        asker.head(status, headers == null ? Map.of() : headers);
    }

    void data(Buffer bytes) throws RefusedAgent {
        if (!answered || ended) {
            throw RefusedAgent.forGood(Ending.MESSAGE_UNKNOWN, "message " + id + " has no open body");
        }
        if (bytes.length() > mayCome) {
            throw RefusedAgent.forGood(
                    Ending.CREDIT_EXCEEDED,
                    "message " + id + ": " + bytes.length() + " bytes (expected: at most " + mayCome + ")");
        }
        mayCome -= bytes.length();
        held.add(bytes.length());
        asker.body(bytes);
    }

    /** So much has left towards whoever asked, or never will. */
    void left(int bytes) {
        held.remove(bytes);
        owed += bytes;
        if (!over && !ended && owed >= bounds.credit() / 2) {
            mayCome += owed;
            outbox.say(new TunnelFrame.Credit(id, owed));
            owed = 0;
        }
    }

    void end() throws RefusedAgent {
        if (!answered || ended) {
            throw RefusedAgent.forGood(Ending.MESSAGE_UNKNOWN, "message " + id + " has no open body");
        }
        ended = true;
        asker.end();
    }

    /** Whether the request was whole when its answer was. */
    boolean isEndSent() {
        return endSent;
    }

    void fail(NodeFailure why, String words) {
        if (!over) {
            close();
            asker.failed(why, words);
        }
    }

    /** Tells the agent that nobody wants it. */
    void cancel(String reason) {
        if (begun) {
            outbox.say(new TunnelFrame.Cancel(id, reason));
        }
        close();
    }

    /** Tells both sides. */
    void giveUp(NodeFailure why, String words) {
        cancel(words);
        asker.failed(why, words);
    }

    /** Nothing more is sent for it. */
    void close() {
        if (!over) {
            over = true;
            pending.forEach(bytes -> held.remove(bytes.length()));
            pending.clear();
        }
    }
}
