package dev.parley.acceptance;

import static dev.parley.acceptance.stack.Gateway.agent;
import static dev.parley.acceptance.stack.Gateway.conversation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.SharedStack;
import dev.parley.acceptance.stack.Stack;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is taken away of the running stack, what is brought back to it, what is improved by it, and what it may cost. */
@ExtendWith(SharedStack.class)
@Execution(ExecutionMode.SAME_THREAD)
class TakenAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ASKED =
            "{\"prompt\": \"Объясни квантовую физику\", \"max_tokens\": 200, \"temperature\": 0.7}";

    private Stack stack;
    private Gateway gateway;

    @BeforeEach
    void quick_nodes(Stack running) {
        stack = running;
        gateway = running.gateway();
        stack.nodes().forEach(node -> node.settings(Map.of("tokens_per_second", 2_000)));
    }

    @AfterEach
    void as_before() {
        gateway.put("/api/prices", Map.of("prices", List.of()));
        stack.nodes().forEach(node -> node.asBefore());
    }

    @Test
    void a_conversation_is_taken_away_in_four_forms_and_brought_back_to_go_on() {
        String subject = "Cum poate un oraș mic să plătească mai puțin?";
        String id = finished(gateway.start(conversation(subject, 1, two())));
        String export = "/api/conversations/" + id + "/export?format=";
        JsonNode file = gateway.read(export + "json");
        String said = file.at("/messages/0/content").asText();
        String word = said.split("\\s+")[0];

        String text = gateway.get(export + "txt").body();
        String markdown = gateway.get(export + "md").body();
        byte[] paper = gateway.bytes(export + "pdf");

        assertThat(text).startsWith("[GENERATOR @ ").contains(" :: tokens=", said, "[INFO] Idei noi adăugate: ");
        assertThat(markdown).startsWith("# " + subject).contains("## Round 1", "> " + word);
        assertThat(new String(paper, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(paper).hasSizeGreaterThan(5_000);

        HttpResponse<String> brought =
                gateway.post("/api/conversations/import", file, "Idempotency-Key", "import-" + id);
        HttpResponse<String> again = gateway.post("/api/conversations/import", file, "Idempotency-Key", "import-" + id);
        String copy = Json.read(brought.body()).path("id").asText();

        assertThat(brought.statusCode()).isEqualTo(201);
        assertThat(Json.read(again.body()).path("id").asText()).isEqualTo(copy);
        assertThat(comparable(gateway.read(export.replace(id, copy) + "json"))).isEqualTo(comparable(file));
        gateway.post("/api/conversations/" + copy + "/continue", Map.of("rounds", 1));
        finished(copy);
        JsonNode after = gateway.read("/api/conversations/" + copy + "/history");
        assertThat(after.at("/conversation/rounds").asInt()).isEqualTo(2);
        assertThat(after.path("messages")).hasSize(8);
        assertThat(gateway.delete("/api/conversations/" + copy).statusCode()).isEqualTo(204);
    }

    @Test
    void a_file_that_is_no_conversation_is_refused_by_its_field() {
        HttpResponse<String> refused = gateway.postText(
                "/api/conversations/import",
                "{\"start\":{\"subject\":\"s\",\"machines\":[{},{\"node\":\"nowhere\"}]},\"messages\":[]}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Json.read(refused.body()).path("field").asText()).isEqualTo("start.machines[1].node");
        assertThat(gateway.postText("/api/conversations/import", "{\"version\":2}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void an_answer_is_improved_whole_and_streamed_and_its_trace_is_kept() {
        JsonNode whole = Json.read(gateway.postText("/generate", ASKED).body());
        String streamed = gateway.postText("/generate", ASKED.replace("}", ", \"stream\": true}"))
                .body();

        assertThat(whole.at("/choices/0/message/content").asText()).isNotBlank();
        assertThat(whole.at("/usage/completion_tokens").asInt()).isPositive();
        assertThat(streamed).contains("\"object\":\"chat.completion.chunk\"").endsWith("data: [DONE]\n\n");
        JsonNode trace = gateway.read("/api/traces/" + whole.path("trace_id").asText());
        assertThat(trace.path("user_prompt").asText()).isEqualTo("Объясни квантовую физику");
        assertThat(Json.texts(trace.path("steps"), "type"))
                .startsWith("primary_response", "secondary_guidance")
                .endsWith("final_response");
    }

    @Test
    void a_conversation_ends_when_its_cost_is_spent() {
        gateway.put(
                "/api/prices",
                Map.of(
                        "prices",
                        List.of(Map.of(
                                "model", stack.nodes().get(0).models().get(0), "input", 1_000, "output", 1_000))));
        Map<String, Object> wish = new HashMap<>(conversation("A bench for the square", 0, two()));
        wish.put("budget", Map.of("cost", 3));

        JsonNode ended = gateway.read("/api/conversations/" + finished(gateway.start(wish)));

        assertThat(ended.path("stop_reason").asText()).isEqualTo("cost");
        assertThat(ended.at("/budget/spent/cost").asDouble()).isPositive();
        assertThat(ended.path("turns").asInt()).isPositive();
    }

    private String finished(String id) {
        await().atMost(PATIENCE)
                .until(() -> gateway.read("/api/conversations/" + id)
                        .path("status")
                        .asText()
                        .equals("completed"));
        return id;
    }

    private static List<Map<String, Object>> two() {
        return List.of(agent("generator", "auto"), agent("critic", "auto"));
    }

    /** Without ids, and without what only time tells. */
    private static JsonNode comparable(JsonNode file) {
        ObjectNode same = file.deepCopy();
        ((ObjectNode) same.path("conversation")).remove(List.of("id", "created_at", "updated_at"));
        same.path("messages").forEach(message -> ((ObjectNode) message).remove("id"));
        return same;
    }
}
