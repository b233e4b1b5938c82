package dev.parley.agent.tunnel;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** A line over the JDK's WebSocket. */
record SocketLine(WebSocket socket) implements Line {

    @Override
    public CompletableFuture<?> text(String text) {
        return socket.sendText(text, true);
    }

    @Override
    public CompletableFuture<?> binary(ByteBuffer bytes) {
        return socket.sendBinary(bytes, true);
    }

    @Override
    public void ping() {
        // One that is still on its way does as well; a line that does not move is noticed by its silence.
        var unused = socket.sendPing(ByteBuffer.allocate(0));
    }

    @Override
    public void more() {
        socket.request(1);
    }

    @Override
    public CompletableFuture<?> close(int code, String reason) {
        return socket.sendClose(code, reason);
    }

    @Override
    public void abort() {
        socket.abort();
    }
}
