package dev.parley.testkit.postgres;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} a PostgreSQL of its own through the reactive and the JDBC datasource settings. A test
 * field of type {@link EmbeddedPostgresServer} is set, so that a test can take the database away and bring it back.
 */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {

    private final EmbeddedPostgresServer server = new EmbeddedPostgresServer();

    @Override
    public Map<String, String> start() {
        server.start();
        return Map.of(
                "quarkus.datasource.username", server.user(),
                "quarkus.datasource.password", server.password(),
                "quarkus.datasource.reactive.url", server.reactiveUrl(),
                "quarkus.datasource.jdbc.url", server.jdbcUrl());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, new TestInjector.MatchesType(EmbeddedPostgresServer.class));
    }

    @Override
    public void stop() {
        server.close();
    }
}
