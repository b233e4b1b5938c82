package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExperimentsTest extends RouterTestBase {

    private static final String EXPERIMENTS = "/internal/experiments";
    private static final String LLAMA = "llama3.2:latest";
    private static final String QWEN = "qwen3-coder:30b";
    private static final String FAST =
            "{\"name\":\"Fast\",\"variants\":[{\"model\":\"llama3.2\",\"weight\":5},{\"model\":\"qwen3-coder:30b\",\"weight\":5}]}";

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private RouterClient admin;

    @BeforeEach
    void an_administrator() {
        admin = new RouterClient(url, Caller.of("local", "0123456789ab", Set.of(Scope.INFERENCE, Scope.ADMIN)));
    }

    @AfterEach
    void no_experiment_is_left() {
        postgres.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> put("").statusCode() == 200);
    }

    @Test
    void a_conversation_keeps_its_variant_and_others_get_the_other() {
        put(FAST);

        List<HttpResponse<String>> same =
                IntStream.range(0, 5).mapToObj(i -> chat("fast", "c-1")).toList();
        Set<String> models = IntStream.range(0, 40)
                .mapToObj(i -> header(chat("fast:latest", "c-" + i), "X-Parley-Model"))
                .collect(Collectors.toSet());

        assertThat(same).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(same)
                .extracting(answer -> header(answer, "X-Parley-Model"))
                .containsOnly(header(same.get(0), "X-Parley-Variant"));
        assertThat(models).containsExactlyInAnyOrder(LLAMA, QWEN);
    }

    @Test
    void every_surface_knows_it_and_answers_stay_the_nodes_own() {
        put("{\"name\":\"fast\",\"variants\":[{\"model\":\"llama3.2\"}]}");

        HttpResponse<String> generate =
                router.post("/api/generate", "{\"model\":\"fast\",\"prompt\":\"x\",\"stream\":false}");
        HttpResponse<String> embed = router.post("/api/embed", "{\"model\":\"fast\",\"input\":\"x\"}");
        HttpResponse<String> show = router.post("/api/show", "{\"model\":\"fast\"}");
        HttpResponse<String> openAi = router.post(
                "/v1/chat/completions", "{\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
        HttpResponse<String> resolved = router.post(
                "/internal/machines/resolve",
                "{\"machines\":[{\"model\":\"fast\"}]}",
                "Content-Type",
                "application/json");

        assertThat(List.of(generate, show, openAi, resolved))
                .extracting(HttpResponse::statusCode)
                .containsOnly(200);
        assertThat(new JsonObject(generate.body()).getString("model")).isEqualTo("llama3.2");
        assertThat(header(embed, "X-Parley-Variant")).isEqualTo(LLAMA);
        assertThat(header(show, "X-Parley-Variant")).isEmpty();
        assertThat(resolved.body()).contains("\"model\":\"fast\"").doesNotContain("refused");
        assertThat(names(router.get("/api/tags"), "models", "name")).contains("fast:latest", LLAMA);
        assertThat(names(router.get("/v1/models"), "data", "id")).contains("fast:latest", LLAMA);
        assertThat(names(router.get("/internal/served"), "models", "model")).contains("fast:latest");
    }

    @Test
    void a_variant_without_a_node_is_passed_over_and_told() {
        put("{\"name\":\"lame\",\"variants\":[{\"model\":\"nobody\",\"weight\":1000},{\"model\":\"llama3.2\"}]}");

        HttpResponse<String> answer = chat("lame", "c-1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "X-Parley-Variant")).isEqualTo("nobody:latest");
        assertThat(header(answer, "X-Parley-Model")).isEqualTo(LLAMA);
        await().untilAsserted(() -> {
            List<JsonObject> variants = variants(alias("lame"));
            assertThat(variants.get(0).getBoolean("routable")).isFalse();
            assertThat(variants.get(0).getInteger("passed_over")).isEqualTo(1);
            assertThat(variants.get(1).getInteger("requests")).isEqualTo(1);
            assertThat(variants.get(1).getInteger("tokens")).isPositive();
        });
        assertThat(new RouterClient(management).get("/q/metrics").body())
                .contains("parley_router_variant_requests_total{alias=\"lame:latest\",model=\"llama3.2:latest\"")
                .contains("parley_router_fallbacks_total{outcome=\"completed\"}");
    }

    @Test
    void what_was_asked_before_is_answered_as_the_variant_did_that_is_drawn() {
        put(FAST.replace("Fast", "asked"));
        // Short and of no conversation: drawn anew each time.
        String question = RouterClient.CHAT_WHOLE
                .replace("llama3.2", "asked")
                .replace("{\"model\"", "{\"options\":{\"temperature\":0},\"model\"");
        List<HttpResponse<String>> answers = new ArrayList<>();
        Map<String, HttpResponse<String>> kept = new HashMap<>();

        await().until(() -> {
            HttpResponse<String> answer = router.post("/api/chat", question);
            answers.add(answer);
            if (header(answer, "X-Parley-Cache").equals("hit")) {
                kept.put(header(answer, "X-Parley-Variant"), answer);
            }
            return kept.keySet().containsAll(Set.of(LLAMA, QWEN));
        });

        assertThat(kept).allSatisfy((variant, answer) -> {
            assertThat(header(answer, "X-Parley-Model")).isEqualTo(variant);
            assertThat(variant).startsWith(new JsonObject(answer.body()).getString("model"));
        });
        await().untilAsserted(() -> {
            List<JsonObject> variants = variants(alias("asked"));
            assertThat(sum(variants, "requests")).isEqualTo(answers.size());
            assertThat(sum(variants, "answered")).isEqualTo(asked(answers));
            assertThat(sum(variants, "passed_over")).isZero();
        });
    }

    /** How many of them a node was asked for. */
    private static long asked(List<HttpResponse<String>> answers) {
        return answers.stream()
                .filter(answer -> header(answer, "X-Parley-Cache").equals("miss"))
                .count();
    }

    private static long sum(List<JsonObject> variants, String count) {
        return variants.stream().mapToLong(one -> one.getLong(count)).sum();
    }

    @Test
    void settings_name_aliases_fallbacks_and_what_tasks_prefer() {
        assertThat(header(chat("configured", "c-1"), "X-Parley-Model")).isEqualTo(QWEN);
        assertThat(header(chat("task:trading", "c-1"), "X-Parley-Model")).isEqualTo(QWEN);
        assertThat(alias("configured").getBoolean("configured")).isTrue();
    }

    @Test
    void what_is_known_serves_while_the_database_is_away_and_cannot_be_changed() {
        put(FAST);

        postgres.stop();

        assertThat(chat("fast", "c-1").statusCode()).isEqualTo(200);
        assertThat(put("").statusCode()).isEqualTo(503);
        await().until(() -> !new JsonObject(admin.get(EXPERIMENTS).body()).getBoolean("current"));
        assertThat(alias("Fast").getJsonArray("variants")).hasSize(2);
    }

    @Test
    void what_cannot_be_meant_is_refused_by_its_field() {
        assertThat(refused("null")).isEqualTo("aliases[0].name");
        assertThat(refused("{\"name\":\"task:code\",\"variants\":[{\"model\":\"m\"}]}"))
                .isEqualTo("aliases[0].name");
        assertThat(refused("{\"name\":\"a\",\"variants\":[]}")).isEqualTo("aliases[0].variants");
        assertThat(refused("{\"name\":\"a\",\"variants\":[{\"model\":\"m\",\"weight\":0}]}"))
                .isEqualTo("aliases[0].variants[0].weight");
        assertThat(refused("{\"name\":\"a\",\"variants\":[{\"model\":\"m\"},{\"model\":\"M:latest\"}]}"))
                .isEqualTo("aliases[0].variants[1].model");
        assertThat(refused("{\"name\":\"a\",\"variants\":[{\"model\":\"b\"}]},"
                        + "{\"name\":\"b\",\"variants\":[{\"model\":\"m\"}],\"fallbacks\":[\"configured\"]}"))
                .isEqualTo("aliases[0].variants[0].model");
        assertThat(refused("{\"name\":\"b\",\"variants\":[{\"model\":\"m\"}],\"fallbacks\":[\"configured\"]}"))
                .isEqualTo("aliases[0].fallbacks[0]");
        assertThat(router.get(EXPERIMENTS).statusCode()).isEqualTo(403);
        assertThat(router.send("PUT", EXPERIMENTS, "{\"aliases\":[]}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_model_is_replaced_by_an_alias_only_where_it_is_said() {
        String canary = "{\"name\":\"llama3.2\",\"variants\":[{\"model\":\"qwen3-coder:30b\"}]%s}";

        HttpResponse<String> refused = put(canary.formatted(""));
        HttpResponse<String> done = put(canary.formatted(",\"shadow\":true"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("alias-shadows").contains("aliases[0].name");
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(header(chat("llama3.2", "c-1"), "X-Parley-Model")).isEqualTo(QWEN);
    }

    private HttpResponse<String> chat(String model, String conversation) {
        return router.post(
                "/api/chat", RouterClient.CHAT_WHOLE.replace("llama3.2", model), "X-Parley-Conversation", conversation);
    }

    private HttpResponse<String> put(String aliases) {
        return admin.send("PUT", EXPERIMENTS, "{\"aliases\":[" + aliases + "]}");
    }

    private String refused(String aliases) {
        HttpResponse<String> answer = put(aliases);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        return new JsonObject(answer.body()).getString("field");
    }

    private JsonObject alias(String name) {
        return new JsonObject(admin.get(EXPERIMENTS).body())
                .getJsonArray("aliases").stream()
                        .map(JsonObject.class::cast)
                        .filter(one -> one.getString("name").equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private static List<JsonObject> variants(JsonObject alias) {
        return alias.getJsonArray("variants").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<String> names(HttpResponse<String> answer, String list, String field) {
        return new JsonObject(answer.body())
                .getJsonArray(list).stream()
                        .map(one -> ((JsonObject) one).getString(field))
                        .toList();
    }
}
