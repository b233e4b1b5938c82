package dev.parley.gateway.socket;

import dev.parley.gateway.tunnel.Tunnel;
import dev.parley.protocol.tunnel.TunnelFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPingMessage;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** Where the agents of nodes dial in (docs/tunnel.md). */
@WebSocket(path = TunnelFrame.PATH)
class AgentSocket {

    private final AgentDesk agents;

    AgentSocket(AgentDesk agents) {
        this.agents = agents;
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection agent) {
        return Uni.createFrom().voidItem().invoke(() -> agents.open(agent));
    }

    @OnClose
    Uni<Void> close(WebSocketConnection agent) {
        return Uni.createFrom().voidItem().invoke(() -> agents.gone(agent));
    }

    @OnTextMessage
    Uni<Void> text(String frame, WebSocketConnection agent) {
        return with(agent, tunnel -> tunnel.text(frame));
    }

    @OnBinaryMessage
    Uni<Void> bytes(Buffer message, WebSocketConnection agent) {
        return with(agent, tunnel -> tunnel.bytes(message));
    }

    /** The socket answers by itself. */
    @OnPingMessage
    Uni<Void> ping(Buffer data, WebSocketConnection agent) {
        return with(agent, Tunnel::heard);
    }

    @OnPongMessage
    Uni<Void> pong(Buffer data, WebSocketConnection agent) {
        return with(agent, Tunnel::heard);
    }

    /** A message beyond what the socket reads at all. */
    @OnError
    Uni<Void> tooBig(CorruptedWebSocketFrameException frame, WebSocketConnection agent) {
        return with(agent, Tunnel::tooBig);
    }

    private Uni<Void> with(WebSocketConnection agent, Consumer<Tunnel> what) {
        return Uni.createFrom().voidItem().invoke(() -> agents.with(agent, what));
    }
}
