package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Behind;
import dev.parley.gateway.RunningGateway;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ManagementTest extends RunningGateway {

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private HttpResponse<String> ask(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(management.resolve(path)).build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/health/started"})
    void the_gateway_says_how_it_is(String probe) throws Exception {
        HttpResponse<String> answer = ask(probe);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer.body()).get("status").asText()).isEqualTo("UP");
    }

    @Test
    void readiness_tells_which_service_is_there() throws Exception {
        HttpResponse<String> answer = ask("/q/health/ready");

        assertThat(json(answer.body()).get("checks")).anySatisfy(check -> {
            assertThat(check.get("name").asText()).isEqualTo("services behind");
            assertThat(check.at("/data/router").asBoolean()).isTrue();
            assertThat(check.at("/data/orchestrator").asBoolean()).isTrue();
        });
    }

    @Test
    void relayed_answers_are_counted_by_path_and_ending_and_by_nothing_a_caller_can_invent() throws Exception {
        Behind.router().on("POST /api/chat", 200, "application/x-ndjson", "{\"done\":true}\n");
        post("/api/chat?who=me", "{\"model\":\"secret-model\"}");

        raw("BREW /coffee HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        String metrics = ask("/q/metrics").body();

        assertThat(metrics)
                .contains("parley_gateway_relay_seconds_count{ending=\"completed\",path=\"/api/chat\"}")
                .contains("parley_gateway_streams_open ")
                .doesNotContain("secret-model")
                .doesNotContain("who=me")
                .doesNotContain("BREW")
                .contains("method=\"OTHER\"")
                .doesNotContain(ID);
    }

    @Test
    void health_and_metrics_are_not_on_the_public_port() {
        assertThat(get("/q/health").statusCode()).isEqualTo(404);
        assertThat(get("/q/metrics").statusCode()).isEqualTo(404);
    }
}
