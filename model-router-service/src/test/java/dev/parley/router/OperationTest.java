package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What an operator sees. */
@QuarkusTest
class OperationTest extends RouterTestBase {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void a_router_whose_nodes_were_looked_at_is_ready() throws Exception {
        assertThat(get("health/live")).contains("\"UP\"");
        assertThat(get("health/started")).contains("\"UP\"");
        assertThat(get("health/ready"))
                .contains("\"UP\"")
                .contains("\"ready\": 3")
                .contains("\"caps\": \"across routers\"");
    }

    @Test
    void redis_being_away_is_told_and_makes_nothing_unready() {
        redis.stop();

        await().until(() -> get("health/ready").contains("redis is away"));
        String told = getQuietly("health/ready");
        redis.start();

        assertThat(told).contains("\"UP\"").doesNotContain("\"DOWN\"");
        await().until(() -> get("health/ready").contains("across routers"));
    }

    @Test
    void requests_nodes_and_caps_are_counted_by_names_that_are_known() throws Exception {
        router.post("/api/chat", RouterClient.CHAT);
        router.post("/api/chat", RouterClient.CHAT.replace("llama3.2", "made-up-by-a-caller"));

        await().untilAsserted(() -> assertThat(get("metrics"))
                .containsPattern(
                        "parley_router_requests_total\\{model=\"llama3.2:latest\",node=\"(alpha|beta)\",outcome=\"completed\",surface=\"chat\",?}")
                .containsPattern("parley_router_requests_total\\{model=\"none\",node=\"none\",outcome=\"invalid\"")
                .contains("parley_router_in_flight{node=\"alpha\"")
                .contains("parley_router_node_state{node=\"alpha\",state=\"ready\"")
                .contains("parley_router_first_byte_seconds_bucket")
                .contains("parley_router_claims_shared 1.0")
                .contains("parley_router_cache_store_there 1.0")
                .containsPattern("parley_router_cache_requests_total\\{outcome=\"bypass\",?} [1-9]")
                .containsPattern(
                        "gen_ai_server_request_duration_seconds_count\\{error_type=\"\",gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"ollama\",gen_ai_request_model=\"llama3.2:latest\",?}")
                .contains("gen_ai_server_time_to_first_token_seconds_bucket")
                .contains("gen_ai_server_time_per_output_token_seconds_bucket")
                .containsPattern("parley_router_tokens_total\\{model=\"llama3.2:latest\",type=\"output\",?}")
                .doesNotContain("made-up-by-a-caller"));
    }

    private String get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(management.resolve("/q/" + path)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private String getQuietly(String path) {
        try {
            return get(path);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
