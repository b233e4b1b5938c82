package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Scripted;
import dev.parley.testkit.postgres.EmbeddedPostgresServer;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UsageResourceTest extends RunningGateway {

    private static final String NDJSON = "application/x-ndjson";
    private static final String CHAT = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    private final Scripted router = Behind.router();
    private final String id = UUID.randomUUID().toString();

    EmbeddedPostgresServer postgres;

    @BeforeEach
    void answer() {
        router.on(
                "POST /api/chat",
                (asked, response) -> response.putHeader("Content-Type", NDJSON)
                        .putHeader("X-Parley-Model", "llama3.2:latest")
                        .setChunked(true)
                        .end("{\"done\":false}\n{\"done\":true,\"prompt_eval_count\":30,\"eval_count\":12}\n"));
    }

    @Test
    void what_a_key_used_is_told_by_the_model_that_answered() {
        chat();
        chat();

        await().untilAsserted(() -> {
            JsonNode report = usage("");
            assertThat(report.get("key").asText()).isEqualTo(id);
            assertThat(report.at("/models/0/model").asText()).isEqualTo("llama3.2:latest");
            assertThat(report.at("/models/0/source").asText()).isEqualTo("inference");
            assertThat(report.at("/models/0/requests").asInt()).isEqualTo(2);
            assertThat(report.at("/models/0/prompt_tokens").asInt()).isEqualTo(60);
            assertThat(report.at("/models/0/tokens").asInt()).isEqualTo(24);
        });
    }

    @Test
    void what_conversations_took_is_told_beside_it() {
        Behind.orchestrator()
                .on(
                        "GET /internal/usage",
                        (asked, response) -> response.putHeader("Content-Type", JSON)
                                .end(Golden.json(
                                        asked.uri().contains("cursor=")
                                                ? "conversation-usage.minimal"
                                                : "conversation-usage.full")));

        JsonNode report = usage("?from=2026-02-01T00:00:00Z&to=2026-03-01T00:00:00Z");

        assertThat(report.at("/complete").asBoolean()).isTrue();
        assertThat(report.at("/models/0/source").asText()).isEqualTo("conversations");
        assertThat(report.at("/models/0/tokens").asInt()).isEqualTo(2048);
        assertThat(Behind.orchestrator().asked("/internal/usage").get(0).uri())
                .contains("key=" + id)
                .contains("from=2026-02-01T00")
                .contains("to=2026-03-01T00");
    }

    @Test
    void without_an_orchestrator_the_rest_is_told_and_that_it_is_not_all() {
        Behind.orchestrator().on("GET /internal/usage", (asked, response) -> response.reset());

        assertThat(usage("").at("/complete").asBoolean(true)).isFalse();
    }

    @Test
    void what_it_costs_is_told_where_a_price_is_known() {
        router.on("GET /internal/prices", 200, JSON, Golden.json("price-table.full"));
        chat();
        await().until(() -> !usage("").get("models").isEmpty());

        JsonNode report = usage("");

        assertThat(report.at("/currency").asText()).isEqualTo("USD");
        assertThat(report.at("/models/0/cost").decimalValue())
                .isEqualByComparingTo(new BigDecimal("0.25")
                        .multiply(BigDecimal.valueOf(30))
                        .add(new BigDecimal("1.5").multiply(BigDecimal.valueOf(12)))
                        .movePointLeft(6)
                        .setScale(6, RoundingMode.HALF_UP));
    }

    @Test
    void an_answer_that_broke_is_counted_by_what_was_passed_on() {
        router.on("POST /api/chat", (asked, response) -> {
            response.putHeader("Content-Type", NDJSON)
                    .putHeader("X-Parley-Model", "m:latest")
                    .setChunked(true);
            response.write("{\"done\":false}\n{\"done\":false}\n{\"done\":false}\n")
                    .onSuccess(written -> router.vertx().setTimer(100, later -> response.reset()));
        });

        chat();

        await().untilAsserted(() -> {
            JsonNode report = usage("");
            assertThat(report.at("/models/0/tokens").asInt()).isEqualTo(3);
            assertThat(report.at("/models/0/prompt_tokens").asInt()).isEqualTo(CHAT.length() / 4);
        });
    }

    @Test
    void what_no_model_answered_is_not_used() {
        router.on("POST /api/chat", 404, JSON, "{\"error\":\"model 'm' not found\"}");

        chat();

        assertThat(usage("").get("models")).isEmpty();
    }

    @Test
    void only_the_time_that_was_asked_for_is_told() {
        chat();
        await().until(() -> !usage("").get("models").isEmpty());

        JsonNode before = usage("?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z");

        assertThat(before.get("models")).isEmpty();
    }

    @Test
    void usage_outlives_a_database_that_is_away_for_a_while() {
        chat();
        await().until(() -> !usage("").get("models").isEmpty());
        postgres.stop();
        chat();
        HttpResponse<String> meanwhile = get("/api/usage", TestKeys.HEADER, key());

        postgres.start();

        assertThat(meanwhile.statusCode()).isEqualTo(503);
        assertThat(json(meanwhile.body()).get("code").asText()).isEqualTo("store-unavailable");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(usage("").at("/models/0/requests").asInt()).isEqualTo(2));
    }

    @Test
    void another_keys_usage_needs_the_scope_admin() {
        chat();
        String other = "{\"key\":\"other\"}";
        String admin = "{\"key\":\"boss\",\"all\":true}";

        HttpResponse<String> refused = get("/api/usage?key=" + id, TestKeys.HEADER, other);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused.body()).get("code").asText()).isEqualTo("scope-missing");
        await().untilAsserted(() -> assertThat(
                        json(get("/api/usage?key=" + id, TestKeys.HEADER, admin).body())
                                .at("/models/0/tokens")
                                .asInt())
                .isEqualTo(12));
    }

    @Test
    void a_time_that_is_none_is_refused() {
        HttpResponse<String> answer = get("/api/usage?from=yesterday", TestKeys.HEADER, key());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("invalid-parameter");
    }

    private void chat() {
        post("/api/chat", CHAT, TestKeys.HEADER, key());
    }

    private JsonNode usage(String query) {
        HttpResponse<String> answer = get("/api/usage" + query, TestKeys.HEADER, key());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    private String key() {
        return "{\"key\":\"" + id + "\"}";
    }
}
