package dev.parley.gateway.socket;

import dev.parley.gateway.tunnel.AgentLine;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;

/** The way to an agent through its WebSocket. */
record AgentConnection(WebSocketConnection connection, Context context) implements AgentLine {

    @Override
    public void text(String frame) {
        connection.sendText(frame).subscribe().with(sent -> {}, gone -> {});
    }

    @Override
    public void bytes(Buffer message, Runnable taken) {
        connection.sendBinary(message).subscribe().with(sent -> context.runOnContext(now -> taken.run()), gone -> {});
    }

    @Override
    public void ping() {
        connection.sendPing(Buffer.buffer()).subscribe().with(sent -> {}, gone -> {});
    }

    @Override
    public void close(int code, String reason) {
        connection.close(new CloseReason(code, reason)).subscribe().with(closed -> {}, gone -> {});
    }
}
