package dev.parley.gateway.socket;

import dev.parley.gateway.door.DoorAddress;
import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.tunnel.Arrivals;
import dev.parley.gateway.tunnel.Ending;
import dev.parley.gateway.tunnel.Tunnel;
import dev.parley.gateway.tunnel.Tunnels;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.protocol.tunnel.TunnelFrame;
import dev.parley.transport.problem.Problems;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.Consumer;

/** Lets agents in, not too many at once, and gives each its tunnel. */
@ApplicationScoped
class AgentDesk {

    /** One agent that is in. @param timer its clockwork */
    private record Seat(Tunnel tunnel, Visits.Visit visit, long timer) {}

    private static final TypedKey<Seat> SEAT = new TypedKey<>("seat");

    /** After the door, before the framework opens the socket. */
    private static final int BEFORE_SOCKETS = -10;

    private static final int TICK_MILLIS = 1_000;

    /** A place becomes free when an agent leaves, which is seldom. */
    private static final int FULL_SECONDS = 30;

    private final Vertx vertx;
    private final Tunnels tunnels;
    private final Arrivals arrivals;
    private final DoorAddress door;
    private final Visits visits;

    AgentDesk(Vertx vertx, Tunnels tunnels, Arrivals arrivals, DoorAddress door, Visits visits) {
        this.vertx = vertx;
        this.tunnels = tunnels;
        this.arrivals = arrivals;
        this.door = door;
        this.visits = visits;
    }

    /** While a status can still tell: once a socket is open, a frame and a close code are all that can be said. */
    void judge(@Observes Router router) {
        router.get(TunnelFrame.PATH).order(BEFORE_SOCKETS).handler(this::judge);
    }

    private void judge(RoutingContext context) {
        if (door.url().isEmpty()) {
            Problems.answer(context, ProblemCode.SERVICE_UNAVAILABLE, "this gateway holds no tunnels");
            return;
        }
        if (tunnels.isFull(Identified.of(context).caller().tenant())) {
            sendAway(context, "it holds as many tunnels as it may", FULL_SECONDS);
            return;
        }
        int seconds = arrivals.ask();
        if (seconds > 0) {
            sendAway(context, "too many agents come at once", seconds);
        } else {
            context.next();
        }
    }

    private static void sendAway(RoutingContext context, String why, int seconds) {
        Problem problem = Problem.of(ProblemCode.AT_CAPACITY, why, null);
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Retry-After", String.valueOf(seconds))
                .putHeader("Content-Type", Problems.MEDIA_TYPE)
                .end(Problems.json(problem));
    }

    void open(WebSocketConnection agent) {
        Identified who = ViewerCaller.of(agent);
        Context context = vertx.getOrCreateContext();
        AgentConnection line = new AgentConnection(agent, context);
        Optional<Tunnel> opened = door.url()
                .flatMap(url -> tunnels.open(who.caller(), url, line, work -> context.runOnContext(now -> work.run())));
        if (opened.isPresent()) {
            Tunnel tunnel = opened.get();
            long timer = vertx.setPeriodic(TICK_MILLIS, tick -> tunnel.tick());
            agent.userData().put(SEAT, new Seat(tunnel, visits.begin(who, tunnel::expel), timer));
        } else {
            line.close(Ending.TOO_MANY_TUNNELS.closeCode(), Ending.TOO_MANY_TUNNELS.word());
        }
    }

    void with(WebSocketConnection agent, Consumer<Tunnel> what) {
        Seat seat = agent.userData().get(SEAT);
        if (seat != null) {
            what.accept(seat.tunnel());
        }
    }

    void gone(WebSocketConnection agent) {
        Seat seat = agent.userData().get(SEAT);
        if (seat != null) {
            vertx.cancelTimer(seat.timer());
            seat.visit().close();
            seat.tunnel().gone();
        }
    }

    /** Agents finish what they hold and come back, to another replica. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        tunnels.leave();
    }
}
