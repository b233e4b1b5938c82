package dev.parley.agent.tunnel;

import dev.parley.agent.journal.AgentLog;
import dev.parley.protocol.tunnel.TunnelFrame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers of {@code --test} on their way to the server, as message -1. Never keeps the terminal waiting. */
public final class OwnTest {

    /** What waits for credit at most; a server that gives none loses the rest, the terminal shows it all the same. */
    private static final long MOST_WAITING = 1024 * 1024;

    private final Bounds bounds;
    private final Outbox outbox;
    private final AgentLog log;
    private @Nullable OutgoingBody body;

    OwnTest(Bounds bounds, Outbox outbox, AgentLog log) {
        this.bounds = bounds;
        this.outbox = outbox;
        this.log = log;
    }

    /** An answer begins. */
    public void head(int status, Map<String, String> headers) {
        if (body != null && !body.isEnded()) {
            fail("node_broke", "The next answer came before this one had left.");
        }
        body = new OutgoingBody(TunnelFrame.OWN_TEST, bounds, outbox, () -> {});
        outbox.send(new TunnelFrame.Response(TunnelFrame.OWN_TEST, status, headers));
    }

    /** It goes on. */
    public void piece(List<ByteBuffer> piece) {
        OutgoingBody open = body;
        if (open == null) {
            return;
        }
        open.add(piece);
        if (open.waiting() > MOST_WAITING) {
            log.warning("The server does not take the test answer; the rest of it stays here");
            fail("body_too_large", "The server gave no credit for it.");
        }
    }

    /** It is whole. */
    public void end() {
        OutgoingBody open = body;
        if (open != null) {
            open.endWith(new TunnelFrame.End(TunnelFrame.OWN_TEST));
        }
    }

    /** There is none, or not the rest of it. */
    public void fail(String code, String message) {
        OutgoingBody open = body;
        body = null;
        if (open != null) {
            open.drop();
        }
        outbox.send(new TunnelFrame.Error(TunnelFrame.OWN_TEST, code, message));
    }

    void credit(long bytes) throws FrameFault {
        if (body != null) {
            body.moreCreditAtMost(bytes, bounds.credit());
        }
    }
}
