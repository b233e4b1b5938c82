package dev.parley.gateway.socket;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.conversation.ConversationId;
import dev.parley.gateway.conversation.EventId;
import dev.parley.gateway.conversation.OpenStreams;
import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.upstream.OrchestratorClient;
import dev.parley.gateway.upstream.OrchestratorStreams;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.ConversationStatus;
import dev.parley.protocol.problem.ProblemCode;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/** Starts a viewer's feed when its socket opens and ends it when it closes. */
@ApplicationScoped
class LiveFeeds {

    private static final TypedKey<LiveFeed> FEED = new TypedKey<>("feed");

    private final Vertx vertx;
    private final OrchestratorStreams events;
    private final OrchestratorClient orchestrator;
    private final OpenStreams streams;
    private final Visits visits;
    private final LiveFeed.Bounds bounds;

    LiveFeeds(
            Vertx vertx,
            OrchestratorStreams events,
            OrchestratorClient orchestrator,
            OpenStreams streams,
            Visits visits,
            GatewayConfig config) {
        this.vertx = vertx;
        this.events = events;
        this.orchestrator = orchestrator;
        this.streams = streams;
        this.visits = visits;
        this.bounds = new LiveFeed.Bounds(
                (int) config.streams().maxEvent().asLongValue(),
                config.socket().buffer().asLongValue(),
                config.streams().patience());
    }

    void begin(WebSocketConnection viewer, Identified who) {
        streams.open(() -> dismiss(viewer))
                .ifPresentOrElse(
                        permit -> feed(viewer, who, permit),
                        () -> viewer.close(new CloseReason(LiveFeed.TRY_AGAIN, ProblemCode.TOO_MANY_STREAMS.wireName()))
                                .subscribe()
                                .with(closed -> {}, gone -> {}));
    }

    private void feed(WebSocketConnection viewer, Identified who, OpenStreams.Permit permit) {
        Caller caller = who.caller();
        ConversationId id = ConversationId.parse(viewer.pathParam("id")).orElseThrow();
        Visits.Visit visit = visits.begin(who, why -> expel(viewer, why));
        OpenStreams.Permit stay = () -> {
            visit.close();
            permit.close();
        };
        LiveFeed feed = new LiveFeed(vertx, new Viewer(viewer), bounds, stay, () -> ended(caller, id));
        viewer.userData().put(FEED, feed);
        var from = LastEventId.in(viewer.handshakeRequest().query()).flatMap(EventId::parse);
        feed.begin(events.events(id, from, caller));
    }

    private Uni<Boolean> ended(Caller caller, ConversationId id) {
        return orchestrator.get(caller, id).map(found -> found.status() == ConversationStatus.COMPLETED);
    }

    private static void dismiss(WebSocketConnection viewer) {
        LiveFeed feed = viewer.userData().get(FEED);
        if (feed != null) {
            feed.dismiss();
        }
    }

    private static void expel(WebSocketConnection viewer, ProblemCode why) {
        LiveFeed feed = viewer.userData().get(FEED);
        if (feed != null) {
            feed.expel(why);
        } else {
            new Viewer(viewer).close(LiveFeed.REFUSED, why.wireName());
        }
    }

    void end(WebSocketConnection viewer) {
        LiveFeed feed = viewer.userData().get(FEED);
        if (feed != null) {
            feed.left();
        }
    }
}
