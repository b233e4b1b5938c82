package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Behind;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Said;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Improved answers at the door: passed on to the orchestrator as they came, and its answers as they come. */
@QuarkusTest
class RefinementsTest extends RunningGateway {

    private static final String ASKED =
            "{\"prompt\":\"Объясни квантовую физику\",\"max_tokens\":200,\"temperature\":0.7}";

    private final Scripted orchestrator = Behind.orchestrator();

    @Test
    void a_wish_goes_to_the_orchestrator_and_its_answer_comes_back_untouched() {
        String improved = "{\"id\":\"parley-1705123456.789\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,"
                + "\"completion_tokens\":4,\"total_tokens\":7}}";
        orchestrator.on("POST /generate", 200, JSON, improved);

        HttpResponse<String> answer = post("/generate", ASKED, "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(improved);
        Scripted.Asked asked = orchestrator.asked("/generate").get(0);
        assertThat(asked.body().toString()).isEqualTo(ASKED);
        assertThat(Said.ofCaller(asked.headers()).getString("aud")).isEqualTo("orchestrator");
    }

    @Test
    void events_come_as_they_are_and_a_cut_stream_says_so() {
        String some = ": \n\nevent: step\ndata: {\"step\":0}\n\ndata: {\"choices\":[]}\n\n";
        orchestrator.on(
                "POST /generate",
                (asked, response) -> response.putHeader("Content-Type", "text/event-stream")
                        .setChunked(true)
                        .write(some)
                        .onSuccess(written -> response.end()));

        HttpResponse<String> answer = post("/generate", ASKED.replace("}", ",\"stream\":true}"));

        assertThat(answer.body()).startsWith(some).contains("data: {\"error\":").doesNotContain("[DONE]");
    }

    @Test
    void settings_and_traces_are_the_orchestrators() {
        orchestrator.on("PUT /config/orchestration", 200, JSON, "{\"enabled\":false}");
        orchestrator.on("GET /config/orchestration", 200, JSON, "{\"enabled\":true}");
        orchestrator.on("DELETE /config/orchestration", 200, JSON, "{\"enabled\":true}");
        orchestrator.on("GET /api/traces/parley-1.002", 200, JSON, "{\"trace_id\":\"parley-1.002\"}");

        HttpResponse<String> changed =
                send("PUT", "/config/orchestration?for=everybody", BodyPublishers.ofString("{\"enabled\":false}"));

        assertThat(changed.body()).isEqualTo("{\"enabled\":false}");
        assertThat(orchestrator.asked("/config/orchestration").get(0).uri()).endsWith("?for=everybody");
        assertThat(get("/config/orchestration").body()).isEqualTo("{\"enabled\":true}");
        assertThat(send("DELETE", "/config/orchestration", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/api/traces/parley-1.002").body()).isEqualTo("{\"trace_id\":\"parley-1.002\"}");
    }
}
