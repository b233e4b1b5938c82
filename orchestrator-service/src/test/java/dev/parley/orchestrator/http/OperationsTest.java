package dev.parley.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.orchestrator.fake.Script;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class OperationsTest extends Neighbourhood {

    @TestHTTPResource(value = "/q", management = true)
    URL management;

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void a_replica_says_how_it_is(String what) {
        Client.Answer health = new Client(management.getPort()).get("/q/health/" + what);

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().getString("status")).isEqualTo("UP");
    }

    @Test
    void what_happens_is_counted() {
        router.next(Script.nodeError(500, "stopped"));
        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));

        String metrics = new Client(management.getPort()).get("/q/metrics").text();

        assertThat(metrics)
                .contains(
                        "parley_orchestrator_turn_seconds_count",
                        "parley_orchestrator_tokens_total",
                        "parley_orchestrator_attempts_failed_total{code=\"node-failed\"",
                        "parley_orchestrator_conversations_running",
                        "parley_orchestrator_viewers",
                        "parley_orchestrator_store_away");
    }

    @Test
    void every_question_carries_a_trace() {
        String id = client.start(Client.wish(2, 1));
        await().until(() -> client.status(id).equals("completed"));

        assertThat(router.asked())
                .allSatisfy(asked -> assertThat(asked.headers()).containsKey("traceparent"));
    }

    @Test
    void every_path_is_described() {
        String description = client.get("/q/openapi").text();

        assertThat(description)
                .contains(
                        "/api/conversations/start:",
                        "/api/conversations:",
                        "/api/conversations/{id}:",
                        "/api/conversations/{id}/history:",
                        "/api/conversations/{id}/ideas:",
                        "/api/conversations/{id}/round:",
                        "/api/conversations/{id}/pause:",
                        "/api/conversations/{id}/resume:",
                        "/api/conversations/{id}/stop:",
                        "/api/conversations/{id}/continue:",
                        "/api/conversations/{id}/events:",
                        "/api/conversations/{id}/export:");
    }
}
