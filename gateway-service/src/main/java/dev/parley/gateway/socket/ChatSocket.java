package dev.parley.gateway.socket;

import dev.parley.gateway.GatewayConfig;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;

/** Task chat over a WebSocket: requests one way, and pieces of their answers the other, several at once. */
@WebSocket(path = "/ws/chat")
class ChatSocket {

    private static final CloseReason TOO_BIG = new CloseReason(1009, "a request is never so large");

    private final ChatDesks desks;
    private final long largest;

    ChatSocket(ChatDesks desks, GatewayConfig config) {
        this.desks = desks;
        this.largest = config.body().own().asLongValue();
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection viewer) {
        return Uni.createFrom().voidItem().invoke(() -> desks.open(viewer));
    }

    @OnClose
    Uni<Void> close(WebSocketConnection viewer) {
        return Uni.createFrom().voidItem().invoke(() -> desks.left(viewer));
    }

    /** Answered frame by frame, later; what is not understood is answered at once. */
    @OnTextMessage
    Uni<Void> receive(String frame, WebSocketConnection viewer) {
        return frame.length() > largest
                ? viewer.close(TOO_BIG)
                : Uni.createFrom().voidItem().invoke(() -> desks.receive(viewer, frame));
    }

    /** A frame beyond what the socket reads at all. */
    @OnError
    Uni<Void> tooBig(CorruptedWebSocketFrameException frame, WebSocketConnection viewer) {
        return viewer.close(TOO_BIG).onFailure().recoverWithNull();
    }
}
