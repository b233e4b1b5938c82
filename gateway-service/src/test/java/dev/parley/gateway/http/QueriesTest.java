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

/** The model manager at the door: passed on to the orchestrator as it came, and its answers as they come. */
@QuarkusTest
class QueriesTest extends RunningGateway {

    private static final String ASKED =
            "{\"task_type\":\"code\",\"input\":\"כתוב פונקציה\",\"context\":\"\",\"memory_id\":\"lists\"}";
    private static final String ANSWER = "{\"response\":\"def f(): pass\",\"model\":\"qwen2.5-coder:32b\","
            + "\"duration_ms\":812,\"tokens\":12,\"context\":{\"tokens\":0,\"trimmed_tokens\":0},\"remembered\":true,"
            + "\"prompt_eval_count\":30,\"eval_count\":12}";

    private final Scripted orchestrator = Behind.orchestrator();

    @Test
    void a_question_goes_to_the_orchestrator_and_its_answer_comes_back_untouched() {
        orchestrator.on(
                "POST /api/query",
                (asked, response) -> response.putHeader("Content-Type", JSON)
                        .putHeader("X-Parley-Model", "qwen2.5-coder:32b")
                        .end(ANSWER));

        HttpResponse<String> answer = post("/api/query", ASKED, "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(ANSWER);
        assertThat(header(answer, "X-Parley-Model")).isEqualTo("qwen2.5-coder:32b");
        Scripted.Asked asked = orchestrator.asked("/api/query").get(0);
        assertThat(asked.body().toString()).isEqualTo(ASKED);
        assertThat(Said.ofCaller(asked.headers()).getString("aud")).isEqualTo("orchestrator");
    }

    @Test
    void a_streamed_answer_comes_line_by_line_and_a_cut_one_says_so() {
        String some = "{\"response\":\"It is\",\"done\":false}\n";
        orchestrator.on(
                "POST /api/query",
                (asked, response) -> response.putHeader("Content-Type", "application/x-ndjson")
                        .setChunked(true)
                        .write(some)
                        .onSuccess(written -> response.end()));

        HttpResponse<String> answer = post("/api/query", ASKED.replace("}", ",\"stream\":true}"));

        assertThat(header(answer, "Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.body()).startsWith(some);
        assertThat(json(answer.body().substring(some.length())).has("error")).isTrue();
    }

    @Test
    void a_refusal_comes_back_as_it_is() {
        orchestrator.on(
                "POST /api/query",
                (asked, response) -> response.setStatusCode(503)
                        .putHeader("Content-Type", "application/problem+json")
                        .putHeader("Retry-After", "7")
                        .end("{\"code\":\"at-capacity\"}"));

        HttpResponse<String> answer = post("/api/query", ASKED);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(header(answer, "Retry-After")).isEqualTo("7");
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("at-capacity");
    }

    @Test
    void a_model_is_chosen_and_a_memory_forgotten_by_the_orchestrator() {
        orchestrator.on("POST /api/models/switch", 200, JSON, "{\"model\":\"m\",\"reason\":\"r\"}");
        orchestrator.on(
                "DELETE /api/query/memory/lists",
                (asked, response) -> response.setStatusCode(204).end());

        HttpResponse<String> chosen = post("/api/models/switch", "{\"task_type\":\"code\"}", "Content-Type", JSON);
        HttpResponse<String> forgotten = send("DELETE", "/api/query/memory/lists", BodyPublishers.noBody());

        assertThat(chosen.body()).isEqualTo("{\"model\":\"m\",\"reason\":\"r\"}");
        assertThat(orchestrator.asked("/api/models/switch").get(0).body().toString())
                .isEqualTo("{\"task_type\":\"code\"}");
        assertThat(forgotten.statusCode()).isEqualTo(204);
    }
}
