package dev.parley.gateway.socket;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.admission.HeldBytes;
import dev.parley.gateway.chat.Chats;
import dev.parley.gateway.conversation.OpenStreams;
import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.identity.Visits;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.Problems;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.Consumer;

/** Gives every chat socket a desk of its own. */
@ApplicationScoped
class ChatDesks {

    private static final TypedKey<ChatDesk> DESK = new TypedKey<>("desk");

    /** After the door, before the framework opens the socket. */
    private static final int BEFORE_SOCKETS = -10;

    private final Vertx vertx;
    private final Chats chats;
    private final HeldBytes held;
    private final OpenStreams streams;
    private final Visits visits;
    private final ChatDesk.Bounds bounds;

    ChatDesks(Vertx vertx, Chats chats, HeldBytes held, OpenStreams streams, Visits visits, GatewayConfig config) {
        this.vertx = vertx;
        this.chats = chats;
        this.held = held;
        this.streams = streams;
        this.visits = visits;
        this.bounds = new ChatDesk.Bounds(
                config.chat().socket().requests(),
                config.socket().buffer().asLongValue(),
                config.streams().patience());
    }

    /** While a status can still tell: once a socket is open, a close code is all that can be said. */
    void judge(@Observes Router router) {
        router.get("/ws/chat").order(BEFORE_SOCKETS).handler(this::judge);
    }

    private void judge(RoutingContext context) {
        if (streams.count() >= streams.max()) {
            Problems.answer(context, ProblemCode.TOO_MANY_STREAMS, "all " + streams.max() + " are taken");
        } else {
            context.next();
        }
    }

    void open(WebSocketConnection viewer) {
        streams.open(() -> with(viewer, ChatDesk::dismiss))
                .ifPresentOrElse(
                        permit -> open(viewer, permit),
                        () -> viewer.close(new CloseReason(LiveFeed.TRY_AGAIN, ProblemCode.TOO_MANY_STREAMS.wireName()))
                                .subscribe()
                                .with(closed -> {}, gone -> {}));
    }

    private void open(WebSocketConnection viewer, OpenStreams.Permit permit) {
        Identified who = ViewerCaller.of(viewer);
        Visits.Visit visit = visits.begin(who, why -> with(viewer, desk -> desk.expel(why)));
        OpenStreams.Permit stay = () -> {
            visit.close();
            permit.close();
        };
        ChatDesk.Asker asker = new ChatDesk.Asker(who, headers(viewer));
        viewer.userData().put(DESK, new ChatDesk(vertx, chats, held, new Viewer(viewer), asker, bounds, stay));
    }

    private static MultiMap headers(WebSocketConnection viewer) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        viewer.handshakeRequest().headers().forEach(headers::add);
        return headers;
    }

    void receive(WebSocketConnection viewer, String frame) {
        with(viewer, desk -> desk.receive(frame));
    }

    void left(WebSocketConnection viewer) {
        with(viewer, ChatDesk::left);
    }

    private static void with(WebSocketConnection viewer, Consumer<ChatDesk> what) {
        ChatDesk desk = viewer.userData().get(DESK);
        if (desk != null) {
            what.accept(desk);
        }
    }
}
