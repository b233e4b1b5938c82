package dev.parley.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.util.Map;

/** The orchestrator and the router of the tests, started before the gateway. */
public final class Behind implements QuarkusTestResourceLifecycleManager {

    /** What the gateway shows the orchestrator and the router. */
    public static final String SECRET = "a-secret-of-the-tests";

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
        return Map.of(
                "gateway.orchestrator.url",
                orchestrator.url(),
                "gateway.orchestrator.secret",
                SECRET,
                "gateway.router.url",
                router.url(),
                "gateway.router.secret",
                SECRET,
                "gateway.relay.pass-headers",
                "X-Sim-Seed",
                "gateway.streams.max",
                String.valueOf(MAX_STREAMS),
                "gateway.streams.patience",
                "2s",
                "gateway.body.silence",
                BODY_SILENCE,
                "gateway.streams.rounds",
                String.valueOf(MAX_ROUNDS),
                "quarkus.rest-client.orchestrator.connection-pool-size",
                String.valueOf(MAX_ROUNDS));
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
