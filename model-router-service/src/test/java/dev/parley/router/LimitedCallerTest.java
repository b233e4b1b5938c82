package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller whose key names the only models it may use. */
@QuarkusTest
class LimitedCallerTest extends RouterTestBase {

    private static final String ASK = "{\"model\":\"%s\",\"prompt\":\"Why?\",\"stream\":false}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/chat",
                "/api/generate",
                "/api/embed",
                "/api/embeddings",
                "/api/show",
                "/v1/chat/completions"
            })
    void another_model_is_refused_in_the_surfaces_words_whether_it_is_there_or_not(String path) {
        RouterClient limited = limitedTo("llama3.2");

        HttpResponse<String> there = limited.post(path, ASK.formatted("qwen3-coder:30b"));
        HttpResponse<String> nowhere = limited.post(path, ASK.formatted("no-such-model"));

        assertThat(there.statusCode()).isEqualTo(403);
        assertThat(header(there, "X-Parley-Error")).isEqualTo("model-not-allowed");
        assertThat(there.body())
                .startsWith(path.startsWith("/v1/") ? "{\"error\":{\"message\":" : "{\"error\":\"")
                .contains("qwen3-coder:30b");
        assertThat(nowhere.statusCode()).isEqualTo(403);
    }

    @Test
    void its_own_models_answer() {
        HttpResponse<String> answer = limitedTo("llama3.2").post("/api/generate", ASK.formatted("llama3.2:latest"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void what_is_left_to_the_router_stays_among_its_own_models() {
        HttpResponse<String> answer = limitedTo("llama*").post("/api/generate", ASK.formatted("task:code"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(header(answer, "X-Parley-Model")).startsWith("llama3.2");
    }

    @Test
    void it_sees_no_other_models() {
        RouterClient limited = limitedTo("qwen3-coder:*");
        router.post("/api/generate", ASK.formatted("llama3.2"));

        assertThat(names(limited, "/api/tags", "models", "name")).containsExactly("qwen3-coder:30b");
        assertThat(names(limited, "/v1/models", "data", "id")).containsExactly("qwen3-coder:30b");
        assertThat(names(limited, "/api/ps", "models", "name")).doesNotContain("llama3.2:latest");
        assertThat(names(router, "/api/ps", "models", "name")).contains("llama3.2:latest");
    }

    @Test
    void no_agent_of_its_conversations_gets_another_model() {
        HttpResponse<String> answer = limitedTo("llama3.2")
                .post(
                        "/internal/machines/resolve",
                        "{\"machines\":[{\"model\":\"llama3.2\"},{\"model\":\"qwen3-coder:30b\"},{\"model\":\"auto\"}]}",
                        "Content-Type",
                        "application/json");

        assertThat(new JsonObject(answer.body())
                        .getJsonArray("machines").stream().map(machine -> ((JsonObject) machine).getString("refused")))
                .containsExactly(null, "model-not-allowed", null);
    }

    private RouterClient limitedTo(String... models) {
        return new RouterClient(url, new Caller("local", "k-17", Set.of(Scope.INFERENCE), List.of(models)));
    }

    private static List<String> names(RouterClient client, String path, String list, String field) {
        return new JsonObject(client.get(path).body())
                .getJsonArray(list).stream()
                        .map(model -> ((JsonObject) model).getString(field))
                        .toList();
    }
}
