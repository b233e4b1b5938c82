package dev.parley.orchestrator.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.fake.Client;
import dev.parley.orchestrator.fake.Client.Answer;
import dev.parley.orchestrator.fake.FakeRouter.Asked;
import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.orchestrator.fake.Script;
import dev.parley.protocol.caller.Scope;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class RefinementTest extends Neighbourhood {

    private static final String GENERATE = "/generate";
    private static final String SETTINGS = "/config/orchestration";
    private static final String PROMPT = "Объясни квантовую физику";

    @AfterEach
    void settings_are_those_of_the_environment_again() {
        admin().send("DELETE", SETTINGS, "");
        admin().send("DELETE", SETTINGS + "?for=everybody", "");
    }

    @Test
    void an_answer_is_improved_by_the_notes_of_a_second_model() {
        router.next(
                Script.answer("Draft.", 3), Script.answer("1. Add examples", 4), Script.answer("Better: a laser.", 5));

        Answer answer = generate("{\"prompt\":\"" + PROMPT + "\",\"max_tokens\":200,\"temperature\":0.7}");

        JsonObject json = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(json.fieldNames())
                .containsExactly("id", "object", "created", "model", "choices", "usage", "trace_id");
        assertThat(json.getJsonArray("choices"))
                .isEqualTo(new JsonArray(
                        "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Better: a laser.\"},"
                                + "\"finish_reason\":\"stop\"}]"));
        assertThat(json.getJsonObject("usage").getInteger("completion_tokens")).isEqualTo(12);
        List<Asked> asked = router.asked();
        assertThat(asked).hasSize(3);
        assertThat(asked.get(0).body().getJsonObject("options"))
                .isEqualTo(asked.get(2).body().getJsonObject("options"));
        assertThat(asked.get(0).body().getJsonObject("options").getInteger("num_predict"))
                .isEqualTo(200);
        assertThat(asked.get(1).body().getJsonObject("options").getDouble("temperature"))
                .isEqualTo(0.5);
        assertThat(asked.get(1).messages().get(0).getString("content")).startsWith("Ты — проверяющий ассистент.");
        assertThat(asked.get(1).messages().get(1).getString("content")).contains(PROMPT, "Draft.");
        assertThat(asked.get(2).messages())
                .extracting(message -> message.getString("role"))
                .containsExactly("user", "assistant", "user");
        assertThat(asked.get(2).messages().get(2).getString("content")).contains("1. Add examples");
        assertThat(asked).allSatisfy(each -> assertThat(each.headers()).doesNotContainKey("x-parley-cache"));
    }

    @Test
    void its_trace_has_every_draft() {
        router.next(Script.answer("Draft.", 3), Script.answer("1. Add examples", 4), Script.answer("Better.", 5));

        String id = generate("{\"prompt\":\"" + PROMPT + "\"}").json().getString("trace_id");

        assertThat(id).matches("parley-\\d{10}\\.\\d{3}");
        JsonObject trace = client.get("/api/traces/" + id).json();
        assertThat(trace.getString("user_prompt")).isEqualTo(PROMPT);
        assertThat(trace.getBoolean("orchestration_enabled")).isTrue();
        assertThat(steps(trace))
                .extracting(step -> step.getValue("step") + " " + step.getString("type"))
                .containsExactly(
                        "0 primary_response", "1 secondary_guidance", "1 primary_response", "final final_response");
        assertThat(steps(trace).get(0).getString("response")).isEqualTo("Draft.");
        assertThat(steps(trace).get(1).getString("guidance")).isEqualTo("1. Add examples");
        assertThat(steps(trace).get(3).getString("final_response")).isEqualTo("Better.");
        assertThat(client.of("other").get("/api/traces/" + id).status()).isEqualTo(404);
        assertThat(client.of("other").get("/api/traces").json().getJsonArray("traces").stream()
                        .map(each -> ((JsonObject) each).getString("trace_id")))
                .doesNotContain(id);
    }

    @Test
    void traces_come_in_pages_newest_first() {
        router.usually(Script.answer("OK", 1));
        String first = generate("{\"prompt\":\"a\"}").json().getString("trace_id");
        String second = generate("{\"prompt\":\"b\"}").json().getString("trace_id");

        JsonObject page = client.get("/api/traces?limit=1").json();
        JsonObject next = client.get("/api/traces?limit=1&cursor=" + page.getString("next"))
                .json();

        assertThat(page.getJsonArray("traces").getJsonObject(0).getString("trace_id"))
                .isEqualTo(second);
        assertThat(next.getJsonArray("traces").getJsonObject(0).getString("trace_id"))
                .isEqualTo(first);
    }

    @Test
    void a_reviewer_with_nothing_to_say_ends_it_early() {
        router.next(Script.answer("Good.", 3), Script.answer("OK", 1));

        JsonObject json = generate("{\"prompt\":\"x\",\"rounds\":3}").json();

        assertThat(content(json)).isEqualTo("Good.");
        assertThat(router.asked()).hasSize(2);
    }

    @Test
    void without_orchestration_the_first_answer_is_the_answer() {
        admin().send("PUT", SETTINGS, "{\"enabled\":false}");
        router.next(Script.answer("Plain.", 3));

        JsonObject json = generate("{\"prompt\":\"x\"}").json();

        assertThat(content(json)).isEqualTo("Plain.");
        assertThat(router.asked()).hasSize(1);
        assertThat(client.get("/api/traces/" + json.getString("trace_id"))
                        .json()
                        .getBoolean("orchestration_enabled"))
                .isFalse();
    }

    @Test
    void a_streamed_answer_tells_its_steps_and_then_the_final_answer_piece_by_piece() {
        router.next(Script.answer("Draft.", 3), Script.answer("Add more", 4), Script.answer("It is better now.", 5));

        Answer answer = generate("{\"prompt\":\"x\",\"stream\":true}");

        assertThat(answer.contentType()).isEqualTo("text/event-stream");
        List<String> events = List.of(answer.text().split("\n\n"));
        assertThat(events.stream().filter(event -> event.startsWith("event: step")))
                .hasSize(4);
        List<JsonObject> chunks = events.stream()
                .filter(event -> event.startsWith("data: {"))
                .map(event -> new JsonObject(event.substring("data: ".length())))
                .toList();
        assertThat(chunks.stream()
                        .map(chunk -> choice(chunk).getJsonObject("delta").getString("content", "")))
                .containsExactly("It ", "is ", "better ", "now.", "");
        assertThat(chunks)
                .extracting(chunk -> chunk.getString("id"))
                .containsOnly(chunks.get(4).getString("trace_id"));
        assertThat(choice(chunks.get(4)).getString("finish_reason")).isEqualTo("stop");
        assertThat(chunks.get(4).getJsonObject("usage").getInteger("completion_tokens"))
                .isEqualTo(12);
        assertThat(events.get(events.size() - 1)).isEqualTo("data: [DONE]");
    }

    @Test
    void an_answer_that_was_given_no_more_tokens_says_so_whole_and_streamed() {
        router.next(Script.answer("Draft.", 3), Script.answer("Add more", 4), Script.cut("It is", 2));
        router.next(Script.answer("Draft.", 3), Script.answer("Add more", 4), Script.cut("It is", 2));

        Answer whole = generate("{\"prompt\":\"x\",\"max_tokens\":2}");
        Answer streamed = generate("{\"prompt\":\"x\",\"max_tokens\":2,\"stream\":true}");

        assertThat(choice(whole.json()).getString("finish_reason")).isEqualTo("length");
        assertThat(streamed.text()).contains("\"finish_reason\":\"length\"").doesNotContain("\"stop\"");
    }

    @Test
    void a_stream_says_that_it_is_alive_before_the_first_draft_is_there() throws IOException {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        router.next(Script.held(List.of("Dr"), gate, List.of("aft."), 3), Script.answer("NONE", 1));

        try (InputStream answer = client.open(GENERATE, new JsonObject("{\"prompt\":\"x\",\"stream\":true}"))) {
            String first = new String(answer.readNBytes(4), UTF_8);
            gate.complete(null);
            String rest = new String(answer.readAllBytes(), UTF_8);

            assertThat(first).isEqualTo(": \n\n");
            assertThat(rest).contains("Draft.").endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void what_was_paid_for_is_given_when_a_later_step_fails() {
        router.next(Script.answer("Draft.", 3), Script.refused(404, "model-unknown", null));

        JsonObject json = generate("{\"prompt\":\"x\"}").json();

        assertThat(content(json)).isEqualTo("Draft.");
        assertThat(json.getString("incomplete")).isEqualTo("model-unknown");
        JsonObject trace =
                client.get("/api/traces/" + json.getString("trace_id")).json();
        assertThat(steps(trace).get(1).getString("error")).isEqualTo("model-unknown");
    }

    @Test
    void without_a_first_answer_there_is_none() {
        router.next(Script.refused(404, "model-unknown", null));

        Answer answer = generate("{\"prompt\":\"x\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("model-unknown");
    }

    @Test
    void with_ratings_the_best_draft_is_kept() {
        admin().send("PUT", SETTINGS, "{\"score\":true}");
        router.next(
                Script.answer("Good.", 3),
                Script.answer("Add more", 4),
                Script.answer("Worse.", 5),
                Script.answer("8", 1),
                Script.answer("3", 1));

        JsonObject json = generate("{\"prompt\":\"x\"}").json();

        assertThat(content(json)).isEqualTo("Good.");
        assertThat(json.getDouble("score")).isEqualTo(8);
    }

    @Test
    void a_baseline_is_the_best_of_answers_that_cost_as_much() {
        router.next(
                Script.answer("Draft.", 10),
                Script.answer("Add more", 5),
                Script.answer("Better.", 10),
                Script.answer("4", 1),
                Script.answer("9", 1),
                Script.answer("Second.", 10),
                Script.answer("Third.", 10),
                Script.answer("4", 1),
                Script.answer("7", 1),
                Script.answer("2", 1));

        JsonObject json = generate("{\"prompt\":\"x\",\"baseline\":true}").json();

        assertThat(content(json)).isEqualTo("Better.");
        assertThat(json.getDouble("score")).isEqualTo(9);
        JsonObject baseline = json.getJsonObject("baseline");
        assertThat(baseline.getJsonObject("message").getString("content")).isEqualTo("Second.");
        assertThat(baseline.getInteger("samples")).isEqualTo(3);
        assertThat(baseline.getInteger("tokens")).isEqualTo(30);
        assertThat(baseline.getDouble("score")).isEqualTo(7);
    }

    @Test
    void settings_are_merged_field_by_field_over_everybodys_over_the_environments() {
        assertThat(client.get(SETTINGS).json())
                .isEqualTo(new JsonObject()
                        .put("enabled", true)
                        .put("communication_rounds", 1)
                        .put(
                                "secondary_goal_prompt",
                                "Ты — проверяющий ассистент. Проанализируй ответ и предложи уточняющие вопросы, которые"
                                        + " помогут улучшить ответ. Верни только список вопросов или указания.")
                        .put("model", "auto")
                        .put("model_secondary", "auto")
                        .put("temperature", 0.7)
                        .put("temperature_secondary", 0.5)
                        .put("score", false));

        admin().send("PUT", SETTINGS + "?for=everybody", "{\"communication_rounds\":3,\"score\":true}");
        JsonObject mine = admin().send("PUT", SETTINGS, "{\"communication_rounds\":2,\"unknown\":1}")
                .json();

        assertThat(mine.getInteger("communication_rounds")).isEqualTo(2);
        assertThat(mine.getBoolean("score")).isTrue();
        assertThat(client.of("other").get(SETTINGS).json().getInteger("communication_rounds"))
                .isEqualTo(3);
        assertThat(admin().send("DELETE", SETTINGS, "").json().getInteger("communication_rounds"))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"communication_rounds\":11}|communication_rounds",
                "{\"communication_rounds\":\"2\"}|communication_rounds",
                "{\"enabled\":null}|enabled",
                "{\"secondary_goal_prompt\":\" \"}|secondary_goal_prompt",
                "{\"temperature\":2.1}|temperature"
            })
    void settings_out_of_bounds_are_refused_and_nothing_changes(String body, String field) {
        JsonObject before = client.get(SETTINGS).json();

        Answer answer = admin().send("PUT", SETTINGS, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getString("field")).isEqualTo(field);
        assertThat(client.get(SETTINGS).json()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|prompt",
                "{\"prompt\":\"\"}|prompt",
                "{\"prompt\":7}|prompt",
                "{\"prompt\":\"x\",\"max_tokens\":0}|max_tokens",
                "{\"prompt\":\"x\",\"rounds\":1.5}|rounds",
                "{\"prompt\":\"x\",\"stream\":\"yes\"}|stream"
            })
    void a_wish_that_cannot_be_is_refused(String body, String field) {
        Answer answer = generate(body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getString("field")).isEqualTo(field);
        assertThat(router.asked()).isEmpty();
    }

    @Test
    void settings_belong_to_whoever_manages_models_and_everybodys_to_administrators() {
        assertThat(client.send("PUT", SETTINGS, "{}").code()).isEqualTo("scope-missing");
        assertThat(manager().send("PUT", SETTINGS, "{}").status()).isEqualTo(200);
        assertThat(manager().send("PUT", SETTINGS + "?for=everybody", "{}").code())
                .isEqualTo("scope-missing");
    }

    private Answer generate(String body) {
        return client.post(GENERATE, new JsonObject(body));
    }

    private Client manager() {
        return client.with("manager", Scope.INFERENCE, Scope.MODELS_WRITE);
    }

    private Client admin() {
        return client.with("admin", Scope.INFERENCE, Scope.MODELS_WRITE, Scope.ADMIN);
    }

    private static JsonObject choice(JsonObject answer) {
        return answer.getJsonArray("choices").getJsonObject(0);
    }

    private static String content(JsonObject answer) {
        return choice(answer).getJsonObject("message").getString("content");
    }

    private static List<JsonObject> steps(JsonObject trace) {
        return trace.getJsonArray("steps").stream().map(JsonObject.class::cast).toList();
    }
}
