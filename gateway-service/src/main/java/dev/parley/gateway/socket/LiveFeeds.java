package dev.parley.gateway.socket;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.conversation.ConversationId;
import dev.parley.gateway.conversation.EventId;
import dev.parley.gateway.conversation.OpenStreams;
import dev.parley.gateway.upstream.OrchestratorStreams;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.problem.ProblemCode;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/** Starts a viewer's feed when its socket opens and ends it when it closes. */
@ApplicationScoped
class LiveFeeds {

    private static final TypedKey<LiveFeed> FEED = new TypedKey<>("feed");

    private final Vertx vertx;
    private final OrchestratorStreams orchestrator;
    private final OpenStreams streams;
    private final LiveFeed.Bounds bounds;

    LiveFeeds(Vertx vertx, OrchestratorStreams orchestrator, OpenStreams streams, GatewayConfig config) {
        this.vertx = vertx;
        this.orchestrator = orchestrator;
        this.streams = streams;
        this.bounds = new LiveFeed.Bounds(
                (int) config.streams().maxEvent().asLongValue(),
                config.socket().buffer().asLongValue(),
                config.streams().patience());
    }

    void begin(WebSocketConnection viewer, Caller caller) {
        streams.open(() -> dismiss(viewer))
                .ifPresentOrElse(
                        permit -> feed(viewer, caller, permit),
                        () -> viewer.close(new CloseReason(LiveFeed.TRY_AGAIN, ProblemCode.TOO_MANY_STREAMS.wireName()))
                                .subscribe()
                                .with(closed -> {}, gone -> {}));
    }

    private void feed(WebSocketConnection viewer, Caller caller, OpenStreams.Permit permit) {
        LiveFeed feed = new LiveFeed(vertx, new Viewer(viewer), bounds, permit);
        viewer.userData().put(FEED, feed);
        ConversationId id = ConversationId.parse(viewer.pathParam("id")).orElseThrow();
        var from = LastEventId.in(viewer.handshakeRequest().query()).flatMap(EventId::parse);
        feed.begin(orchestrator.events(id, from, caller));
    }

    private static void dismiss(WebSocketConnection viewer) {
        LiveFeed feed = viewer.userData().get(FEED);
        if (feed != null) {
            feed.dismiss();
        }
    }

    void end(WebSocketConnection viewer) {
        LiveFeed feed = viewer.userData().get(FEED);
        if (feed != null) {
            feed.left();
        }
    }
}
