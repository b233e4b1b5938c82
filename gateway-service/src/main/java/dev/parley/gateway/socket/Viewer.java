package dev.parley.gateway.socket;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;

/** The other end of a feed. */
record Viewer(WebSocketConnection connection) {

    /** Sends a frame; {@code taken} runs when the socket took it, never if the viewer has gone. */
    void send(String frame, Runnable taken) {
        connection.sendText(frame).subscribe().with(sent -> taken.run(), gone -> {});
    }

    /** Closes after all that was sent. */
    void close(int code, String reason) {
        connection.close(new CloseReason(code, reason)).subscribe().with(closed -> {}, gone -> {});
    }
}
