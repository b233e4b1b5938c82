package dev.parley.testkit.redis;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} a Redis of its own through {@code quarkus.redis.hosts}. A test field of type
 * {@link RedisTestServer} is set, so that a test can take Redis away and bring it back.
 */
public final class RedisTestResource implements QuarkusTestResourceLifecycleManager {

    private final RedisTestServer server = new RedisTestServer();

    @Override
    public Map<String, String> start() {
        server.start();
        return Map.of("quarkus.redis.hosts", server.url());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, new TestInjector.MatchesType(RedisTestServer.class));
    }

    @Override
    public void stop() {
        server.close();
    }
}
