package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.Behind;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a key with limits meets on the inference paths. */
@QuarkusTest
class InferenceLimitsTest extends RunningGateway {

    private static final String NDJSON = "application/x-ndjson";
    private static final String ASKED = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]%s}";
    private static final String ANSWER =
            "{\"message\":{\"content\":\"a\"},\"done\":false}\n{\"done\":true,\"prompt_eval_count\":30,\"eval_count\":12}\n";

    private final Scripted router = Behind.router();
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void answer() {
        router.on(
                "POST /api/chat",
                (asked, response) -> response.putHeader("Content-Type", NDJSON)
                        .putHeader("X-Parley-Model", "m:latest")
                        .setChunked(true)
                        .end(ANSWER));
    }

    @Test
    void requests_beyond_the_limit_of_a_minute_are_refused_and_told_when_to_come_back() {
        HttpResponse<String> first = chat("\"requests\":2", "");
        HttpResponse<String> second = chat("\"requests\":2", "");
        HttpResponse<String> third = chat("\"requests\":2", "");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "RateLimit-Limit")).isEqualTo("2");
        assertThat(header(first, "RateLimit-Remaining")).isEqualTo("1");
        assertThat(header(first, "RateLimit-Reset")).isEqualTo("60");
        assertThat(header(second, "RateLimit-Remaining")).isEqualTo("0");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(header(third, "X-Parley-Error")).isEqualTo("rate-limited");
        assertThat(json(third.body()).get("error").asText()).contains("requests_per_minute");
        assertThat(Integer.parseInt(header(third, "Retry-After"))).isBetween(50, 60);
        assertThat(router.asked("/api/chat")).hasSize(2);
    }

    @Test
    void tokens_are_counted_from_the_answer_and_what_was_held_back_too_much_comes_back() {
        router.on("POST /api/show", 200, JSON, "{}");

        HttpResponse<String> chat = chat("\"tokens\":1200", "");

        int heldBack = ASKED.formatted("").length() / 4 + 1024;
        assertThat(header(chat, "RateLimit-Limit")).isEqualTo("1200");
        assertThat(header(chat, "RateLimit-Remaining")).isEqualTo(String.valueOf(1200 - heldBack));
        await().untilAsserted(() -> {
            HttpResponse<String> show = post("/api/show", "{}", TestKeys.HEADER, key("\"tokens\":1200"));
            assertThat(header(show, "RateLimit-Remaining")).isEqualTo(String.valueOf(1200 - 42));
        });
    }

    @Test
    void an_answer_that_was_kept_costs_no_tokens() {
        router.on("POST /api/show", 200, JSON, "{}");
        router.on(
                "POST /api/chat",
                (asked, response) -> response.putHeader("Content-Type", NDJSON)
                        .putHeader("X-Parley-Model", "m:latest")
                        .putHeader("X-Parley-Cache", "hit")
                        .end(ANSWER));

        HttpResponse<String> chat = chat("\"tokens\":1200", "");

        assertThat(header(chat, "X-Parley-Cache")).isEqualTo("hit");
        await().untilAsserted(() -> {
            HttpResponse<String> show = post("/api/show", "{}", TestKeys.HEADER, key("\"tokens\":1200"));
            assertThat(header(show, "RateLimit-Remaining")).isEqualTo("1200");
        });
    }

    @Test
    void an_answer_that_asks_for_more_than_a_minute_allows_is_refused_for_good() {
        HttpResponse<String> answer = chat("\"tokens\":100", ",\"options\":{\"num_predict\":101}");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(header(answer, "Retry-After")).isEmpty();
        assertThat(json(answer.body()).get("error").asText()).contains("asks for 101");
    }

    @Test
    void so_many_answers_as_are_allowed_are_under_way_and_one_more_when_a_client_left() throws Exception {
        router.on(
                "POST /api/chat",
                (asked, response) -> response.putHeader("Content-Type", NDJSON)
                        .setChunked(true)
                        .write("{\"done\":false}\n"));
        HttpResponse<InputStream> open = http.send(
                request(
                        "POST",
                        "/api/chat",
                        BodyPublishers.ofString(ASKED.formatted("")),
                        TestKeys.HEADER,
                        key("\"streams\":1")),
                BodyHandlers.ofInputStream());
        HttpResponse<String> refused = chat("\"streams\":1", "");
        answer();

        open.body().close();

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused.body()).get("error").asText()).contains("concurrent_streams");
        await().untilAsserted(
                        () -> assertThat(chat("\"streams\":1", "").statusCode()).isEqualTo(200));
    }

    @Test
    void a_months_budget_is_used_up_by_answers() {
        HttpResponse<String> first = chat("\"month\":40", "");

        await().untilAsserted(() -> {
            HttpResponse<String> next = chat("\"month\":40", "");
            assertThat(next.statusCode()).isEqualTo(429);
            assertThat(header(next, "X-Parley-Error")).isEqualTo("budget-exhausted");
            assertThat(json(next.body()).get("error").asText()).contains("42 are used");
            assertThat(Long.parseLong(header(next, "Retry-After"))).isPositive();
        });

        assertThat(first.statusCode()).isEqualTo(200);
    }

    @Test
    void lists_are_not_counted() {
        router.on("GET /api/tags", 200, JSON, "{\"models\":[]}");

        HttpResponse<String> list = get("/api/tags", TestKeys.HEADER, key("\"requests\":1"));
        HttpResponse<String> again = get("/api/tags", TestKeys.HEADER, key("\"requests\":1"));

        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> chat(String limits, String more) {
        return post("/api/chat", ASKED.formatted(more), TestKeys.HEADER, key(limits));
    }

    private String key(String limits) {
        return "{\"key\":\"" + id + "\",\"all\":true," + limits + "}";
    }
}
