package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ModelsTest extends RouterTestBase {

    private static final String PLACEMENTS = "/internal/models/placements";

    private RouterClient writer;

    @BeforeEach
    void a_writer() {
        writer = new RouterClient(url, Caller.of("local", "0123456789ab", Set.of(Scope.INFERENCE, Scope.MODELS_WRITE)));
    }

    @AfterEach
    void nothing_is_wished_for() {
        postgres.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> place("").statusCode() == 200);
    }

    @Test
    void a_load_streams_its_progress_and_ends_with_one_success() {
        HttpResponse<String> load = load("{\"model\":\"mistral\",\"nodes\":[\"alpha\",\"beta\"]}");

        List<JsonObject> records = records(load);
        assertThat(load.statusCode()).isEqualTo(200);
        assertThat(header(load, "Content-Type")).startsWith("application/x-ndjson");
        assertThat(records)
                .filteredOn(one -> "success".equals(one.getString("status")))
                .hasSize(1);
        assertThat(records.get(records.size() - 1).getJsonArray("nodes")).containsExactly("alpha", "beta");
        assertThat(records)
                .anyMatch(one -> one.getString("status").startsWith("pulling ")
                        && one.getLong("completed").equals(one.getLong("total")));
        assertThat(router.post("/api/chat", RouterClient.CHAT_WHOLE.replace("llama3.2", "mistral"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_load_that_fails_ends_with_an_error_that_names_the_node() {
        HttpResponse<String> load = load("{\"model\":\"nope\",\"nodes\":[\"alpha\"]}");

        List<JsonObject> records = records(load);
        assertThat(records.get(records.size() - 1).getString("error"))
                .isEqualTo("alpha: pull model manifest: file does not exist");
        assertThat(load.body()).doesNotContain("success");
    }

    @Test
    void a_load_goes_on_when_its_viewer_leaves() throws Exception {
        nodes.alpha().set("load_seconds", 1.5);

        Socket viewer = writer.open(
                "/internal/models/load",
                "{\"model\":\"mistral\",\"nodes\":[\"alpha\"]}",
                "Content-Type",
                "application/json");
        await().until(() -> !received(nodes.alpha(), "/api/generate").isEmpty());
        viewer.close();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> writer.get("/internal/nodes").body().contains("mistral"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> count(nodes.alpha(), "loads_finished") + count(nodes.alpha(), "loads_completed") > 0
                        || writer.get("/api/ps").body().contains("mistral"));
        assertThat(count(nodes.alpha(), "loads_aborted")).isZero();
    }

    @Test
    void an_unload_empties_every_memory() {
        HttpResponse<String> unload = writer.send("POST", "/internal/models/unload", "{\"model\":\"llama3.2\"}");

        assertThat(unload.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(unload.body()).getJsonArray("nodes")).containsExactly("alpha", "beta");
        await().until(() -> !router.get("/api/ps").body().contains("llama3.2"));
    }

    @Test
    void an_unload_that_a_node_refuses_names_it() {
        nodes.beta().fault("F17;path=/api/generate");

        HttpResponse<String> unload = writer.send("POST", "/internal/models/unload", "{\"model\":\"llama3.2\"}");

        assertThat(unload.statusCode()).isEqualTo(502);
        assertThat(unload.body()).contains("node-failed").contains("beta: ");
    }

    @Test
    void a_wish_comes_true_is_told_and_forgotten() {
        HttpResponse<String> placed = place("{\"model\":\"mistral\",\"copies\":2,\"warm\":1}");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonObject wish = wish();
            assertThat(wish.getJsonArray("on")).hasSize(2);
            assertThat(wish.getJsonArray("warm_on")).hasSize(1);
            assertThat(wish.getString("problem")).isNull();
        });
        HttpResponse<String> unload = writer.send("POST", "/internal/models/unload", "{\"model\":\"mistral\"}");
        HttpResponse<String> forgotten = place("");

        assertThat(placed.statusCode()).isEqualTo(200);
        assertThat(unload.statusCode()).isEqualTo(409);
        assertThat(unload.body()).contains("model-placed");
        assertThat(new JsonObject(forgotten.body()).getJsonArray("placements")).isEmpty();
    }

    @Test
    void wishes_are_known_while_the_database_is_away_and_cannot_be_changed() {
        place("{\"model\":\"llama3.2\",\"copies\":2}");

        postgres.stop();
        HttpResponse<String> refused = place("{\"model\":\"llama3.2\",\"copies\":1}");
        HttpResponse<String> known = writer.get(PLACEMENTS);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("store-unavailable");
        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(known.body())
                        .getJsonArray("placements")
                        .getJsonObject(0)
                        .getInteger("copies"))
                .isEqualTo(2);
        assertThat(router.post("/api/chat", RouterClient.CHAT_WHOLE).statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_cannot_be_meant_is_refused_by_its_field() {
        assertThat(place("{\"model\":\"llama3.2\",\"copies\":1,\"warm\":2}").body())
                .contains("placements[0].warm: 2 (expected: 0 to 1)");
        assertThat(place("{\"model\":\"a\"},{\"model\":\"A:latest\"}").body()).contains("each model once");
        assertThat(load("{\"model\":\"elsewhere.example/library/m\"}").body()).contains("registry.ollama.ai");
        assertThat(load("{\"model\":\"gpt-oss:120b-cloud\"}").statusCode()).isEqualTo(422);
        assertThat(load("{\"model\":\"mistral\",\"nodes\":[\"nobody\"]}").body())
                .contains("node-unknown");
        assertThat(load("{\"model\":\"mistral\",\"copies\":9}").body()).contains("no-node");
        assertThat(load("{\"model\":\"mistral\",\"pull\":false}").body()).contains("model-unknown");
    }

    @Test
    void who_may_only_infer_may_not() {
        assertThat(router.send("POST", "/internal/models/load", "{\"model\":\"llama3.2\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(router.send("POST", "/internal/models/unload", "{\"model\":\"llama3.2\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(router.get(PLACEMENTS).statusCode()).isEqualTo(403);
    }

    private JsonObject wish() {
        return new JsonObject(writer.get(PLACEMENTS).body())
                .getJsonArray("placements")
                .getJsonObject(0);
    }

    private HttpResponse<String> place(String wishes) {
        return writer.send("PUT", PLACEMENTS, "{\"placements\":[" + wishes + "]}");
    }

    private HttpResponse<String> load(String body) {
        return writer.send("POST", "/internal/models/load", body);
    }

    private static List<JsonObject> records(HttpResponse<String> response) {
        return response.body().lines().map(JsonObject::new).toList();
    }
}
