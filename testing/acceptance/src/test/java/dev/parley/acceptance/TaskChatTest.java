package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.stack.ChatClient;
import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.SimulatedNodeControl;
import dev.parley.acceptance.stack.Stack;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Ollama integration's own variables, requests and answers, over everything that is real but the models. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskChatTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GENERAL = "huihui_ai/deepseek-r1-abliterated:8b";
    private static final String CODER = "qwen3-coder:30b-a3b-q4_K_M";

    /** As it is written in the first system's description. */
    private static final String ASKED = """
            {
              "message": "Напиши функцию на Python",
              "task_type": "code_generation",
              "temperature": 0.7,
              "model": null
            }""";

    private static final Map<String, String> INSTANCES = Map.ofEntries(
            Map.entry("OLLAMA_MODEL_1", GENERAL),
            Map.entry("OLLAMA_CAPABILITIES_1", "general,reasoning,conversation"),
            Map.entry("OLLAMA_MAX_CONCURRENT_1", "2"),
            Map.entry("OLLAMA_MODEL_2", CODER),
            Map.entry("OLLAMA_CAPABILITIES_2", "coding,code_generation,code_analysis"),
            Map.entry("OLLAMA_MAX_CONCURRENT_2", "1"),
            Map.entry("ROUTER_CACHE_PATIENCE", "5s"),
            Map.entry("ROUTER_PROBE_INTERVAL", "500ms"));

    private Stack stack;
    private Gateway gateway;
    private SimulatedNodeControl general;
    private SimulatedNodeControl coder;
    private int asked;

    @BeforeAll
    void two_instances() {
        stack = Stack.up(2, INSTANCES);
        gateway = stack.gateway();
        general = stack.nodes().get(0);
        coder = stack.nodes().get(1);
        general.install(GENERAL);
        coder.install(CODER);
        await().atMost(PATIENCE).until(() -> models().contains(GENERAL) && models().contains(CODER));
    }

    @BeforeEach
    void instances_answer_at_once() {
        List.of(general, coder).forEach(node -> node.settings(Map.of("tokens_per_second", 1_000)));
    }

    @AfterEach
    void instances_as_before() {
        general.asBefore();
        coder.asBefore();
        await().atMost(PATIENCE).until(() -> models().contains(GENERAL) && models().contains(CODER));
    }

    @AfterAll
    void down() {
        stack.close();
    }

    private List<String> models() {
        return Json.texts(gateway.read("/api/chat/models").path("models"), "model");
    }

    /** Something that nobody has asked before, so that no earlier answer is given. */
    private String ask(String task) {
        return ASKED.replace("code_generation", task).replace("Python", "Python " + ++asked);
    }

    private JsonNode answer(String request) {
        HttpResponse<String> answer = gateway.postText("/api/chat/", request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body());
    }

    @Test
    void the_request_of_the_description_gets_the_answer_of_the_description() {
        coder.script("def my_function():\n    pass");

        JsonNode answer = answer(ASKED);

        assertThat(answer.fieldNames()).toIterable().containsExactly("response", "model", "task_type", "duration_ms");
        assertThat(answer.path("response").asText()).isEqualTo("def my_function():\n    pass");
        assertThat(answer.path("model").asText()).isEqualTo(CODER);
        assertThat(answer.path("task_type").asText()).isEqualTo("code_generation");
        assertThat(answer.path("duration_ms").isIntegralNumber()).isTrue();
        JsonNode received = Json.read(last(coder).path("body").asText());
        assertThat(received.path("options").path("temperature").asDouble()).isEqualTo(0.7);
        assertThat(received.path("messages").path(0).path("content").asText()).isEqualTo("Напиши функцию на Python");
    }

    private static JsonNode last(SimulatedNodeControl node) {
        List<JsonNode> chats = node.requests("/api/chat");
        return chats.get(chats.size() - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "code_generation," + CODER,
        "code_analysis," + CODER,
        "reasoning," + GENERAL,
        "general_chat," + GENERAL,
        "planning," + GENERAL,
        "text_generation," + GENERAL
    })
    void every_type_of_task_finds_its_model(String task, String model) {
        JsonNode answer = answer(ask(task));

        assertThat(answer.path("model").asText()).isEqualTo(model);
        assertThat(answer.path("task_type").asText()).isEqualTo(task);
        assertThat(answer.path("response").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_was_asked_before_is_answered_as_before(boolean streamed) {
        String request = ask("code_generation").replace("null", "null, \"stream\": " + streamed);
        int before = coder.requests("/api/chat").size();

        HttpResponse<String> first = gateway.postText("/api/chat/", request);
        HttpResponse<String> second = await().atMost(PATIENCE)
                .until(
                        () -> gateway.postText("/api/chat/", request),
                        answer -> answer.headers().allValues("X-Parley-Cache").equals(List.of("hit")));

        assertThat(first.headers().firstValue("X-Parley-Cache")).contains("miss");
        assertThat(text(second)).isEqualTo(text(first)).isNotBlank();
        assertThat(coder.requests("/api/chat")).hasSize(before + 1);
    }

    private static String text(HttpResponse<String> answer) {
        StringBuilder text = new StringBuilder();
        answer.body()
                .lines()
                .map(Json::read)
                .forEach(record -> text.append(record.path("response").asText()));
        return text.toString();
    }

    @Test
    void a_model_asked_for_overrides_the_task() {
        JsonNode answer = answer(ask("code_generation").replace("null", '"' + GENERAL + '"'));

        assertThat(answer.path("model").asText()).isEqualTo(GENERAL);
        assertThat(answer.path("task_type").asText()).isEqualTo("code_generation");
    }

    @Test
    void while_the_specialist_is_away_the_general_model_answers() {
        coder.fault(Map.of("fault", "F01"));

        JsonNode answer = await().atMost(PATIENCE)
                .until(
                        () -> answer(ask("code_generation")),
                        said -> said.path("model").asText().equals(GENERAL));

        assertThat(answer.path("task_type").asText()).isEqualTo("code_generation");
        await().atMost(PATIENCE).until(() -> !models().contains(CODER));
    }

    @Test
    void the_models_are_listed_as_in_the_description() {
        JsonNode models = gateway.read("/api/chat/models").path("models");

        for (JsonNode model : models) {
            assertThat(model.fieldNames())
                    .toIterable()
                    .containsExactly("model", "url", "capabilities", "max_concurrent");
        }
        JsonNode first = named(models, GENERAL);
        assertThat(first.path("url").asText()).isEqualTo(general.url().toString());
        assertThat(first.path("capabilities"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("general", "reasoning", "conversation");
        assertThat(first.path("max_concurrent").asInt()).isEqualTo(2);
        assertThat(named(models, CODER).path("max_concurrent").asInt()).isEqualTo(1);
    }

    private static JsonNode named(JsonNode models, String name) {
        for (JsonNode model : models) {
            if (model.path("model").asText().equals(name)) {
                return model;
            }
        }
        throw new AssertionError(name + " is not among " + models);
    }

    /** The model manager's tasks: code, trading, quick questions. */
    @ParameterizedTest
    @CsvSource({"code," + CODER, "trading," + GENERAL, "quick," + GENERAL})
    void the_model_manager_switches_by_the_task(String task, String model) {
        HttpResponse<String> chosen = gateway.post("/api/models/switch", Map.of("task_type", task));

        assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(200);
        assertThat(Json.read(chosen.body()).path("model").asText()).isEqualTo(model);
    }

    @Test
    void the_model_manager_answers_within_a_context_and_remembers() {
        Map<String, Object> first = Map.of(
                "task_type",
                "code",
                "input",
                "What is it called?",
                "context",
                "It is Python. ".repeat(20_000),
                "memory_id",
                "a");
        Map<String, Object> second = Map.of("task_type", "code", "input", "And then?", "memory_id", "a");

        JsonNode answer = query(first);
        query(second);

        assertThat(answer.path("model").asText()).isEqualTo(CODER);
        assertThat(answer.path("response").asText()).isNotBlank();
        assertThat(answer.path("tokens").asInt()).isPositive();
        assertThat(answer.path("context").path("tokens").asInt()).isBetween(1_000, 131_072);
        assertThat(answer.path("remembered").asBoolean()).isTrue();
        JsonNode received = Json.read(last(coder).path("body").asText());
        assertThat(received.path("truncate").asBoolean(true)).isFalse();
        assertThat(received.path("messages")).hasSize(3);
        assertThat(received.path("messages").path(1).path("content").asText())
                .isEqualTo(answer.path("response").asText());
        assertThat(gateway.delete("/api/query/memory/a").statusCode()).isEqualTo(204);
    }

    private JsonNode query(Map<String, Object> request) {
        HttpResponse<String> answer = gateway.post("/api/query", request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/chat", "/api/chat/"})
    void ollamas_own_chat_is_still_served_on_the_same_path(String path) {
        HttpResponse<String> answer = gateway.post(
                path,
                Map.of(
                        "model",
                        GENERAL,
                        "stream",
                        false,
                        "messages",
                        List.of(Map.of("role", "user", "content", "hello"))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Json.read(answer.body()).path("message").path("content").asText())
                .isNotBlank();
    }

    @Test
    void a_stream_comes_piece_by_piece_and_names_the_model_at_its_end() {
        coder.script("one two three four five six seven eight nine ten");

        HttpResponse<String> answer =
                gateway.postText("/api/chat/", ask("code_generation").replace("null", "null, \"stream\": true"));

        List<JsonNode> records = answer.body().lines().map(Json::read).toList();
        assertThat(records).hasSizeGreaterThan(3);
        StringBuilder text = new StringBuilder();
        records.forEach(record -> text.append(record.path("response").asText()));
        assertThat(text).hasToString("one two three four five six seven eight nine ten");
        JsonNode end = records.get(records.size() - 1);
        assertThat(end.path("done").asBoolean()).isTrue();
        assertThat(end.path("model").asText()).isEqualTo(CODER);
        assertThat(end.path("task_type").asText()).isEqualTo("code_generation");
        assertThat(end.path("duration_ms").asLong()).isPositive();
    }

    @Test
    void a_type_of_task_that_nobody_knows_is_named_with_those_that_are_known() {
        HttpResponse<String> answer = gateway.postText("/api/chat/", ask("juggling"));

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode problem = Json.read(answer.body());
        assertThat(problem.path("code").asText()).isEqualTo("task-type-unknown");
        assertThat(problem.path("field").asText()).isEqualTo("task_type");
        assertThat(problem.path("detail").asText())
                .contains(
                        "code_analysis", "code_generation", "general_chat", "planning", "reasoning", "text_generation");
    }

    @Test
    void a_batch_is_answered_in_any_order_and_the_instance_never_holds_more_than_it_may() {
        coder.settings(Map.of("tokens_per_second", 300));
        List<Map<String, Object>> requests = new ArrayList<>();
        IntStream.range(0, 8)
                .forEach(i ->
                        requests.add(Map.of("id", "c" + i, "message", "Analyse " + i, "task_type", "code_analysis")));
        requests.add(Map.of("id", "bad", "message", "x", "task_type", "juggling"));

        HttpResponse<String> answer = gateway.post("/api/chat/batch", Map.of("requests", requests, "max_parallel", 8));

        List<JsonNode> records = answer.body().lines().map(Json::read).toList();
        assertThat(records).hasSize(10);
        assertThat(records)
                .filteredOn(record -> record.path("model").asText().equals(CODER))
                .hasSize(8);
        assertThat(records)
                .filteredOn(record -> record.path("id").asText().equals("bad"))
                .singleElement()
                .extracting(record -> record.path("code").asText())
                .isEqualTo("task-type-unknown");
        assertThat(records.get(9)).isEqualTo(Json.read("{\"done\":true,\"answered\":8,\"failed\":1}"));
        assertThat(coder.state().path("max_concurrent").path(CODER).asInt()).isEqualTo(1);
    }

    @Test
    void over_a_socket_several_are_answered_and_one_is_called_off() {
        general.settings(Map.of("tokens_per_second", 20, "answer_tokens", 2_000));
        coder.script("def f(): pass");

        try (ChatClient client = ChatClient.open(gateway)) {
            client.send(Map.of("id", "long", "message", "Tell a story", "task_type", "general_chat"));
            client.send(Map.of("id", "short", "message", "Write a function", "task_type", "code_generation"));
            JsonNode done = client.await("short", "done");
            await().atMost(PATIENCE).until(() -> !client.text("long").isEmpty());
            client.send(Map.of("type", "cancel", "id", "long"));
            client.await("long", "cancelled");

            assertThat(done.path("model").asText()).isEqualTo(CODER);
            assertThat(client.text("short")).isEqualTo("def f(): pass");
            await().atMost(PATIENCE)
                    .until(() -> general.state().path("open_streams").asInt() == 0);
        }
    }

    @Test
    void a_client_who_leaves_closes_the_instances_connection() throws Exception {
        general.settings(Map.of("tokens_per_second", 20, "answer_tokens", 2_000));
        try (ChatClient client = ChatClient.open(gateway)) {
            client.send(Map.of("id", 1, "message", "Tell a story"));
            client.send(Map.of("id", 2, "message", "Tell another"));
            await().atMost(PATIENCE)
                    .until(() -> general.state().path("open_streams").asInt() == 2);
        }

        await().atMost(PATIENCE)
                .until(() -> general.state().path("open_streams").asInt() == 0);
    }
}
