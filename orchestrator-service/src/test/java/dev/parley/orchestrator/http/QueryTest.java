package dev.parley.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.fake.Client.Answer;
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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class QueryTest extends Neighbourhood {

    private static final String QUERY = "/api/query";

    @Test
    void a_question_with_its_context_is_answered_with_what_it_took() {
        router.next(Script.answer("def f(): pass", 12));

        Answer answer = client.post(QUERY, new JsonObject("""
                {"task_type":"code","input":"כתוב פונקציה","context":"Python 3.12","stream":false}"""));

        assertThat(answer.status()).isEqualTo(200);
        JsonObject json = answer.json();
        assertThat(json.fieldNames())
                .containsExactly(
                        "response", "model", "duration_ms", "tokens", "context", "prompt_eval_count", "eval_count");
        assertThat(json.getString("response")).isEqualTo("def f(): pass");
        assertThat(json.getInteger("tokens")).isEqualTo(12);
        assertThat(json.getJsonObject("context").getInteger("tokens")).isPositive();
        assertThat(json.getJsonObject("context").getInteger("trimmed_tokens")).isZero();
        JsonObject asked = router.asked().get(0).body();
        assertThat(asked.getString("model")).isEqualTo("task:code");
        assertThat(asked.getBoolean("truncate")).isFalse();
        assertThat(asked.getJsonArray("messages"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("role", "system")
                                .put("content", "Use the following context to answer the query:\nPython 3.12"))
                        .add(new JsonObject().put("role", "user").put("content", "כתוב פונקציה")));
        assertThat(router.asked().get(0).headers())
                .containsEntry("x-parley-cache", "use")
                .containsEntry("x-parley-tries", "1")
                .doesNotContainKey("x-parley-conversation");
    }

    @Test
    void an_answer_from_the_cache_says_so() {
        router.next((vertx, request, body) -> {
            request.response().putHeader("X-Parley-Cache", "hit");
            Script.answer("noon", 3).play(vertx, request, body);
        });

        Answer answer =
                client.post(QUERY, new JsonObject().put("model", "llama").put("input", "?"));

        assertThat(answer.header("X-Parley-Cache")).isEqualTo("hit");
        assertThat(answer.header("X-Parley-Model")).isEqualTo("llama");
    }

    @Test
    void an_answer_may_come_line_by_line() {
        router.next(Script.answer("It is noon.", 3));

        Answer answer = client.post(
                QUERY, new JsonObject().put("model", "llama").put("input", "?").put("stream", true));

        assertThat(answer.contentType()).isEqualTo("application/x-ndjson");
        List<JsonObject> lines = answer.text().lines().map(JsonObject::new).toList();
        assertThat(lines).extracting(line -> line.getString("response")).containsExactly("It ", "is ", "noon.", "");
        assertThat(lines.get(0).getBoolean("done")).isFalse();
        assertThat(lines.get(3).getBoolean("done")).isTrue();
        assertThat(lines.get(3).getString("model")).isEqualTo("llama");
        assertThat(lines.get(3).getInteger("eval_count")).isEqualTo(3);
    }

    @Test
    void a_context_longer_than_the_window_is_trimmed_and_the_answer_says_by_how_much() {
        Answer answer = client.post(
                QUERY,
                new JsonObject()
                        .put("model", "llama")
                        .put("input", "?")
                        .put("context", "רעיון ועוד רעיון ".repeat(3_000)));

        JsonObject context = answer.json().getJsonObject("context");
        assertThat(context.getInteger("trimmed_tokens")).isGreaterThan(10_000);
        assertThat(context.getInteger("tokens")).isLessThan(6_000);
    }

    @Test
    void a_memory_is_its_keys_and_tenants_own_until_it_is_forgotten() {
        String id = "m-" + UUID.randomUUID();
        JsonObject question = new JsonObject()
                .put("model", "llama")
                .put("input", "my secret is 42")
                .put("memory_id", id);

        assertThat(client.post(QUERY, question).json().getBoolean("remembered")).isTrue();
        client.post(QUERY, question);
        client.with("another-key", Scope.INFERENCE).post(QUERY, question);
        client.of("other").post(QUERY, question);

        assertThat(router.asked())
                .extracting(asked -> asked.body().getJsonArray("messages").size())
                .containsExactly(1, 3, 1, 1);
        assertThat(router.asked().get(0).headers()).doesNotContainKey("x-parley-cache");
        assertThat(router.asked())
                .extracting(asked -> asked.headers().get("x-parley-conversation"))
                .doesNotContainNull()
                .satisfies(ids -> assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotIn(ids.get(2), ids.get(3)));

        client.of("other").send("DELETE", QUERY + "/memory/" + id, "");
        client.with("another-key", Scope.INFERENCE).send("DELETE", QUERY + "/memory/" + id, "");
        client.post(QUERY, question);
        assertThat(client.send("DELETE", QUERY + "/memory/" + id, "").status()).isEqualTo(204);
        assertThat(client.send("DELETE", QUERY + "/memory/" + id, "").status()).isEqualTo(204);
        client.post(QUERY, question);

        assertThat(router.asked().subList(4, 6))
                .extracting(asked -> asked.body().getJsonArray("messages").size())
                .containsExactly(5, 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"model":"m"}                              | 422 | invalid-field  | input
                    {"input":" "}                              | 422 | invalid-field  | input
                    {"input":7}                                | 422 | invalid-field  | input
                    {"input":"x","stream":"yes"}               | 422 | invalid-field  | stream
                    {"input":"x","memory_id":"a b"}            | 422 | invalid-field  | memory_id
                    {"input":"x","model":"m","task_type":"c"}  | 422 | invalid-field  | task_type
                    {"input":"x","contxt":"y"}                 | 400 | unknown-field  | contxt
                    [1]                                        | 400 | malformed-body |
                    """)
    void what_is_wrong_with_a_question_is_named(String body, int status, String code, String field) {
        Answer answer = client.send("POST", QUERY, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().getString("field")).isEqualTo(field);
    }

    @Test
    void what_went_wrong_with_an_answer_is_told_with_its_code() {
        router.next(Script.refused(404, "model-unknown", null));

        Answer answer =
                client.post(QUERY, new JsonObject().put("task_type", "cooking").put("input", "?"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("task-type-unknown");
    }

    @Test
    void a_model_is_chosen_by_the_task_and_the_choice_explained() {
        Answer chosen = client.post("/api/models/switch", new JsonObject().put("task_type", "Code"));
        Answer unknown = client.post("/api/models/switch", new JsonObject().put("task_type", "cooking"));

        assertThat(chosen.json())
                .isEqualTo(new JsonObject()
                        .put("model", "Coder:7B")
                        .put("reason", "for code tasks: attic, good at coding, would answer with it now"));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.code()).isEqualTo("task-type-unknown");
        assertThat(unknown.json().getString("detail")).contains("code, quick");
    }

    @Test
    void a_key_without_the_scope_is_refused() {
        Answer answer = client.with("talker", Scope.CONVERSATIONS).post(QUERY, new JsonObject().put("input", "?"));

        assertThat(answer.status()).isEqualTo(403);
    }
}
