package dev.parley.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.util.Map;

/** The orchestrator and the router of the tests, started before the gateway. */
public final class Behind implements QuarkusTestResourceLifecycleManager {

    /** What the gateway shows the orchestrator and the router. */
    public static final String SECRET = "a-secret-of-the-tests";

    /** What routers show at the door to tunnels. */
    public static final String DOOR_SECRET = "a-secret-of-the-door";

    /** Small, so that a test can fill it. */
    public static final int MAX_STREAMS = 6;

    /** Short, so that a test can wait for it. */
    private static final String BODY_SILENCE = "2s";

    /** How many may wait for a round; as many calls of the other kind may be under way. */
    public static final int MAX_ROUNDS = 4;

    private static Vertx vertx;
    private static Scripted orchestrator;
    private static Scripted router;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        orchestrator = new Scripted(vertx);
        router = new Scripted(vertx);
        return Map.ofEntries(
                Map.entry("gateway.orchestrator.url", orchestrator.url()),
                Map.entry("gateway.orchestrator.secret", SECRET),
                Map.entry("gateway.router.url", router.url()),
                Map.entry("gateway.router.secret", SECRET),
                Map.entry("gateway.relay.pass-headers", "X-Sim-Seed"),
                Map.entry("gateway.streams.max", String.valueOf(MAX_STREAMS)),
                Map.entry("gateway.streams.patience", "2s"),
                Map.entry("gateway.body.silence", BODY_SILENCE),
                Map.entry("gateway.streams.rounds", String.valueOf(MAX_ROUNDS)),
                Map.entry("quarkus.rest-client.orchestrator.connection-pool-size", String.valueOf(MAX_ROUNDS)),
                Map.entry("parley.edges.router", DOOR_SECRET),
                Map.entry("gateway.tunnel.port", "0"),
                Map.entry("gateway.tunnel.arrivals-at-once", "200"));
    }

    public static Scripted orchestrator() {
        return orchestrator;
    }

    public static Scripted router() {
        return router;
    }

    @Override
    public void stop() {
        orchestrator.close();
        router.close();
        Scripted.await(vertx.close());
    }
}
