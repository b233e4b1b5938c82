package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Said;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Conversations that are brought back: larger than our other bodies, and passed to the orchestrator as they came. */
@QuarkusTest
class ImportsTest extends RunningGateway {

    private static final String PATH = "/api/conversations/import";

    private final Scripted orchestrator = Behind.orchestrator();

    @Test
    void a_file_of_some_megabytes_reaches_the_orchestrator_as_it_came() {
        String file = "{\"messages\":[\"" + "x".repeat(2_000_000) + "\"]}";
        orchestrator.on(
                "POST " + PATH,
                (asked, response) -> response.setStatusCode(201)
                        .putHeader("Content-Type", JSON)
                        .putHeader("Location", "/api/conversations/x")
                        .end(Golden.json("conversation.full")));

        HttpResponse<String> answer = post(PATH, file, "Content-Type", JSON, "Idempotency-Key", "once");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(header(answer, "Location")).isEqualTo("/api/conversations/x");
        Scripted.Asked asked = orchestrator.asked(PATH).get(0);
        assertThat(asked.body().toString()).isEqualTo(file);
        assertThat(asked.headers().get("Idempotency-Key")).isEqualTo("once");
        assertThat(Said.ofCaller(asked.headers()).getString("aud")).isEqualTo("orchestrator");
    }

    @Test
    void a_file_that_is_too_large_is_refused_before_it_is_read() {
        HttpResponse<String> answer = post(PATH, "x".repeat(8 * 1024 * 1024 + 1), "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("body-too-large");
        assertThat(orchestrator.asked(PATH)).isEmpty();
    }

    @Test
    void what_the_orchestrator_says_of_a_file_is_passed_back() {
        orchestrator.on(
                "POST " + PATH,
                422,
                "application/problem+json",
                "{\"code\":\"invalid-field\",\"field\":\"messages[3].content\"}");

        HttpResponse<String> answer = post(PATH, "{}", "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("messages[3].content");
    }
}
