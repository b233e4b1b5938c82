package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.simulatednode.catalogue.StockModels;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pool answers as one node. */
@QuarkusTest
class CatalogueTest extends RouterTestBase {

    @Test
    void tags_are_the_union_with_one_entry_a_name() {
        HttpResponse<String> answer = router.get("/api/tags");

        assertThat(header(answer, "Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(names(answer)).contains("llama3.2:latest", "all-minilm:latest", "qwen3-coder:30b");
        assertThat(names(answer)).doesNotHaveDuplicates();
        JsonObject first = new JsonObject(answer.body()).getJsonArray("models").getJsonObject(0);
        assertThat(first.fieldNames())
                .containsExactly("name", "model", "modified_at", "size", "digest", "details", "capabilities");
    }

    @Test
    void a_node_that_is_away_counts_with_what_it_had() {
        nodes.coder().kill();

        await().until(() -> router.get("/internal/nodes").body().contains("\"lost\""));

        assertThat(names(router.get("/api/tags"))).contains("qwen3-coder:30b");
    }

    @Test
    void loaded_models_are_summed_over_nodes() {
        JsonObject llama = new JsonObject(router.get("/api/ps").body())
                .getJsonArray("models").stream()
                        .map(JsonObject.class::cast)
                        .filter(model -> model.getString("name").startsWith("llama3.2"))
                        .findFirst()
                        .orElseThrow();
        long onAlpha = nodes.alpha().state().loaded().get(0).sizeBytes();
        long onBeta = nodes.beta().state().loaded().get(0).sizeBytes();

        assertThat(llama.getLong("size")).isEqualTo(onAlpha + onBeta);
    }

    @Test
    void openai_models_and_version_are_the_pools() {
        HttpResponse<String> models = router.get("/v1/models");
        HttpResponse<String> version = router.get("/api/version");

        assertThat(models.body())
                .startsWith("{\"object\":\"list\",\"data\":[{\"id\":\"")
                .endsWith("\n");
        assertThat(version.body()).isEqualTo("{\"version\":\"0.33.0\"}");
    }

    @Test
    void only_what_a_node_answers_to_head_is_answered() {
        assertThat(List.of("/api/tags", "/api/version", "/api/ps", "/v1/models").stream()
                        .map(path -> router.head(path).statusCode()))
                .containsExactly(200, 200, 404, 404);
    }

    @Test
    void a_model_that_was_just_pulled_is_found_before_the_next_look() {
        nodes.coder().install(StockModels.of("brand-new:1b"));

        HttpResponse<String> answer = router.post("/api/chat", RouterClient.CHAT.replace("llama3.2", "brand-new:1b"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "X-Parley-Node")).isEqualTo("coder");
    }

    @Test
    void the_nodes_report_names_states_and_models() {
        JsonArray all = new JsonObject(router.get("/internal/nodes").body()).getJsonArray("nodes");
        JsonObject alpha = all.getJsonObject(0);

        assertThat(alpha.getString("name")).isEqualTo("alpha");
        assertThat(alpha.getString("state")).isEqualTo("ready");
        assertThat(alpha.getString("version")).isEqualTo("0.33.0");
        assertThat(alpha.getInteger("max_concurrent")).isEqualTo(2);
        assertThat(alpha.getJsonArray("capabilities")).containsExactly("general", "reasoning");
        assertThat(alpha.getJsonArray("models").toString()).contains("\"loaded\":true");
    }

    private static List<String> names(HttpResponse<String> answer) {
        return new JsonObject(answer.body())
                .getJsonArray("models").stream()
                        .map(model -> ((JsonObject) model).getString("name"))
                        .toList();
    }
}
