package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Behind;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a key without the scope models:write meets on the inference paths. */
@QuarkusTest
class InferenceRulesOverHttpTest extends RunningGateway {

    private static final String ASKING = "{\"key\":\"asks\"}";
    private static final String KEEPING = "{\"key\":\"keeps\",\"all\":true}";
    private static final String FOR_EVER =
            "{ \"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"keep_alive\":-1 }";

    private final Scripted router = Behind.router();

    @BeforeEach
    void answer() {
        router.on("POST /api/chat", 200, "application/x-ndjson", "{\"done\":true}\n");
        router.on("POST /v1/chat/completions", 200, JSON, "{}");
    }

    @Test
    void a_model_is_not_pinned() {
        HttpResponse<String> answer = post("/api/chat", FOR_EVER, TestKeys.HEADER, ASKING);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(header(answer, "X-Parley-Error")).isEqualTo("scope-missing");
        assertThat(json(answer.body()).get("error").asText()).contains("keep_alive");
        assertThat(router.asked("/api/chat")).isEmpty();
    }

    @Test
    void who_may_pin_models_is_passed_on_byte_for_byte() {
        HttpResponse<String> answer = post("/api/chat", FOR_EVER, TestKeys.HEADER, KEEPING);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(router.asked("/api/chat").get(0).body().toString()).isEqualTo(FOR_EVER);
    }

    @Test
    void a_longer_life_than_is_allowed_is_cut_and_nothing_else_is_changed() {
        String body = FOR_EVER.replace("-1", "\"24h\"");

        post("/api/chat", body, TestKeys.HEADER, ASKING);

        assertThat(router.asked("/api/chat").get(0).body().toString()).isEqualTo(body.replace("24h", "1800s"));
        assertThat(router.asked("/api/chat").get(0).headers().get("Content-Length"))
                .isEqualTo(String.valueOf(body.length() + 2));
    }

    @Test
    void keys_that_fold_to_the_same_are_refused() {
        String body = FOR_EVER.replace("\"keep_alive\":-1", "\"keep_alive\":\"5m\",\"Keep_Alive\":-1");

        HttpResponse<String> answer = post("/api/chat", body, TestKeys.HEADER, ASKING);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(header(answer, "X-Parley-Error")).isEqualTo("malformed-body");
    }

    @Test
    void openais_surface_answers_in_its_own_words() {
        HttpResponse<String> answer =
                post("/v1/chat/completions", "{\"model\":\"a\",\"model\":\"b\"}", TestKeys.HEADER, ASKING);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).at("/error/type").asText()).isEqualTo("invalid_request_error");
    }
}
