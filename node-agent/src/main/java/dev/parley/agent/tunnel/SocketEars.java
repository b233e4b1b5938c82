package dev.parley.agent.tunnel;

import dev.parley.protocol.tunnel.TunnelFrame;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts together what comes in parts, within bounds, and hands it to the loop. One message is under way at a time. */
final class SocketEars implements WebSocket.Listener {

    private final Executor loop;
    private final Function<WebSocket, Tunnel> opening;
    private final StringBuilder text = new StringBuilder();
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Touched on the loop only. */
    private @Nullable Tunnel tunnel;

    /**
     * For a connection that is being opened.
     *
     * @param opening makes a tunnel of it
     */
    SocketEars(Executor loop, Function<WebSocket, Tunnel> opening) {
        this.loop = loop;
        this.opening = opening;
    }

    private interface News {
        void to(Tunnel tunnel);
    }

    private void tell(News news) {
        loop.execute(() -> {
            Tunnel open = tunnel;
            if (open != null) {
                open.heard();
                news.to(open);
            }
        });
    }

    @Override
    public void onOpen(WebSocket socket) {
        loop.execute(() -> tunnel = opening.apply(socket));
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (text.length() > TunnelFrame.MOST_CONTROL_BYTES) {
            tell(open -> open.fault(new FrameFault(
                    "it sent a control frame of more than " + TunnelFrame.MOST_CONTROL_BYTES + " bytes")));
        } else if (last) {
            String whole = text.toString();
            text.setLength(0);
            tell(open -> open.frame(whole));
        } else {
            tell(open -> {});
            socket.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        byte[] part = new byte[data.remaining()];
        data.get(part);
        bytes.writeBytes(part);
        if (bytes.size() > Bounds.MOST_FRAME + TunnelFrame.ID_BYTES) {
            tell(open -> open.fault(new FrameFault("it sent a frame of more than " + Bounds.MOST_FRAME + " bytes")));
        } else if (last) {
            byte[] whole = bytes.toByteArray();
            bytes = new ByteArrayOutputStream();
            tell(open -> open.piece(ByteBuffer.wrap(whole)));
        } else {
            tell(open -> {});
            socket.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        tell(open -> socket.request(1));
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        tell(open -> socket.request(1));
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        tell(open -> open.closed(code, reason));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        tell(open -> open.broke(String.valueOf(failure)));
    }
}
