package dev.parley.gateway.tunnel;

import dev.parley.protocol.tunnel.TunnelFrame;
import io.vertx.core.buffer.Buffer;

/** What is sent to one agent, and how much of bodies still waits in its socket. Lives on its tunnel's loop. */
final class Outbox {

    private final AgentLine line;
    private final long buffer;
    private final Runnable roomAgain;
    private long waiting;
    private boolean full;

    Outbox(AgentLine line, long buffer, Runnable roomAgain) {
        this.line = line;
        this.buffer = buffer;
        this.roomAgain = roomAgain;
    }

    void say(TunnelFrame frame) {
        line.text(TunnelFrames.write(frame));
    }

    void body(long messageId, Buffer part) {
        int size = part.length();
        waiting += size;
        full = full || waiting >= buffer;
        line.bytes(
                Buffer.buffer(TunnelFrame.ID_BYTES + size).appendLong(messageId).appendBuffer(part), () -> took(size));
    }

    private void took(int size) {
        waiting -= size;
        if (full && waiting <= buffer / 2) {
            full = false;
            roomAgain.run();
        }
    }

    boolean hasRoom() {
        return !full;
    }
}
