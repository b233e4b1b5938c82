package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.acceptance.stack.Gateway;
import dev.parley.acceptance.stack.Json;
import dev.parley.acceptance.stack.SharedStack;
import dev.parley.acceptance.stack.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input is answered with a clear 4xx that names the field, and creates nothing. */
@ExtendWith(SharedStack.class)
@Execution(ExecutionMode.SAME_THREAD)
class BadInputTest {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");
    private static final String TWO = "[{\"role\":\"generator\"},{\"role\":\"critic\"}]";

    private Gateway gateway;

    @BeforeEach
    void a_running_stack(Stack stack) {
        gateway = stack.gateway();
    }

    static Stream<Arguments> bad_starts() {
        return Stream.of(
                row("a missing subject", "{\"machines\":" + TWO + "}", 422, "invalid-field", "subject"),
                row(
                        "an empty subject",
                        "{\"subject\":\" \",\"machines\":" + TWO + "}",
                        422,
                        "invalid-field",
                        "subject"),
                row("one machine", "{\"subject\":\"s\",\"machines\":[{}]}", 422, "invalid-field", "machines"),
                row("an unknown role", machine("\"role\":\"jester\""), 400, "malformed-body", "machines[0].role"),
                row(
                        "port 99999",
                        machine("\"ip\":\"10.0.0.1\",\"port\":99999"),
                        422,
                        "invalid-field",
                        "machines[0].port"),
                row("a bad address", machine("\"ip\":\"10.0.0.256\""), 422, "invalid-field", "machines[0].ip"),
                row("a path in a url", machine("\"url\":\"http://h:1/x\""), 422, "invalid-field", "machines[0].url"),
                row(
                        "a foreign address",
                        machine("\"url\":\"10.11.12.13:11434\""),
                        422,
                        "address-not-allowed",
                        "machines[0].url"),
                row(
                        "a loopback address",
                        machine("\"url\":\"127.0.0.1:1\""),
                        422,
                        "address-not-allowed",
                        "machines[0].url"),
                row("an unknown node", machine("\"node\":\"nowhere\""), 422, "node-unknown", "machines[0].node"),
                row("an unknown model", machine("\"model\":\"nope\""), 404, "model-unknown", "machines[0].model"),
                row("0 tokens", machine("\"max_tokens\":0"), 422, "invalid-field", "machines[0].max_tokens"),
                row(
                        "tokens as a word",
                        machine("\"max_tokens\":\"many\""),
                        400,
                        "malformed-body",
                        "machines[0].max_tokens"),
                row(
                        "a custom role without text",
                        machine("\"role\":\"custom\""),
                        422,
                        "invalid-field",
                        "machines[0].system"),
                row("negative rounds", withField("\"num_rounds\":-1"), 422, "invalid-field", "num_rounds"),
                row("an endless pause", withField("\"pause_seconds\":100000"), 422, "invalid-field", "pause_seconds"),
                row("an unknown language", withField("\"language\":\"xx\""), 400, "malformed-body", "language"),
                row(
                        "a number for a subject",
                        "{\"subject\":7,\"machines\":" + TWO + "}",
                        400,
                        "malformed-body",
                        "subject"),
                row("an object of machines", "{\"subject\":\"s\",\"machines\":{}}", 400, "malformed-body", "machines"),
                row("rounds as a word", withField("\"num_rounds\":\"two\""), 400, "malformed-body", "num_rounds"),
                row("a list of pauses", withField("\"pause_seconds\":[1]"), 400, "malformed-body", "pause_seconds"),
                row("a stop rule", withField("\"stop\":{\"rules\":[\"text\"]}"), 422, "invalid-field", "stop"),
                row(
                        "a budget of nothing",
                        withField("\"budget\":{\"tokens\":0}"),
                        422,
                        "invalid-field",
                        "budget.tokens"),
                row("rounds as a text", withField("\"num_rounds\":\"7\""), 400, "malformed-body", "num_rounds"),
                row("rounds as an empty text", withField("\"num_rounds\":\"\""), 400, "malformed-body", "num_rounds"),
                row("a part of a round", withField("\"num_rounds\":2.9"), 400, "malformed-body", "num_rounds"),
                row("a role by its number", machine("\"role\":1"), 400, "malformed-body", "machines[0].role"),
                row("no JSON", "{\"subject\":", 400, "malformed-body", ""),
                row("no body", "", 400, "malformed-body", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad_starts")
    void a_start_is_refused_and_creates_nothing(String what, String body, int status, String code, String field) {
        String before = newestConversation();

        HttpResponse<String> answer = gateway.postText("/api/conversations/start", body);

        assertProblem(answer, status, code);
        assertThat(Json.read(answer.body()).path("field").asText()).isEqualTo(field);
        assertThat(newestConversation()).isEqualTo(before);
    }

    @Test
    void ten_megabytes_of_subject_are_refused_by_size() {
        String before = newestConversation();

        HttpResponse<String> answer = gateway.postText(
                "/api/conversations/start",
                "{\"subject\":\"" + "x".repeat(10_000_000) + "\",\"machines\":" + TWO + "}");

        assertProblem(answer, 413, "body-too-large");
        assertThat(newestConversation()).isEqualTo(before);
    }

    @Test
    void an_unknown_conversation_is_404_everywhere() {
        String path = "/api/conversations/" + UUID.randomUUID();

        for (String of : new String[] {"", "/history", "/ideas", "/events", "/export?format=txt"}) {
            assertProblem(gateway.get(path + of), 404, "conversation-unknown");
        }
        for (String of : new String[] {"/round", "/pause", "/resume", "/stop"}) {
            assertProblem(gateway.postText(path + of, ""), 404, "conversation-unknown");
        }
        assertProblem(gateway.get("/api/conversations/not-an-id"), 404, "conversation-unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "1.x", "-1.0", "1.0.0", "99999999999999999999.0", "999999.0"})
    void a_malformed_event_id_is_refused(String id) {
        String conversation = gateway.start(
                Gateway.conversation("Event ids", 1, List.of(Map.of("role", "generator"), Map.of("role", "critic"))));

        String events = "/api/conversations/" + conversation + "/events";
        HttpResponse<String> byParameter = gateway.get(events + "?last_event_id=" + id);
        HttpResponse<String> byHeader = gateway.get(events, "Last-Event-ID", id);

        assertProblem(byParameter, 400, "invalid-event-id");
        assertProblem(byHeader, 400, "invalid-event-id");
        gateway.postText("/api/conversations/" + conversation + "/stop", "");
    }

    @Test
    void a_huge_websocket_frame_closes_the_socket_and_nothing_else() throws Exception {
        String conversation = gateway.start(
                Gateway.conversation("Frames", 1, List.of(Map.of("role", "generator"), Map.of("role", "critic"))));
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(webSocket("/ws/conversations/" + conversation), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
                        closed.complete(statusCode);
                        return CompletableFuture.completedFuture(null);
                    }

                    @Override
                    public void onError(WebSocket webSocket, Throwable error) {
                        closed.complete(-1);
                    }
                })
                .get(10, TimeUnit.SECONDS);

        socket.sendText("{\"type\":\"" + "x".repeat(1_000_000) + "\"}", true);

        assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo(1009);
        assertThat(gateway.get("/api/conversations/" + conversation).statusCode())
                .isEqualTo(200);
        gateway.postText("/api/conversations/" + conversation + "/stop", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/tags", "/api/conversations", "/ui/", "/q/openapi"})
    void a_foreign_host_is_refused_at_every_door(String path) throws IOException {
        String refused = answer("GET", path, "evil.example");

        assertThat(refused).startsWith("HTTP/1.1 403").contains("host-not-allowed");
        assertThat(answer("GET", path, ownHost())).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/chat", "/v1/chat/completions", "/api/conversations/start"})
    void a_foreign_host_can_make_nobody_work(String path) throws IOException {
        String refused = answer("POST", path, "evil.example", "Content-Length: 2", "Content-Type: application/json");

        assertThat(refused).startsWith("HTTP/1.1 403").contains("host-not-allowed");
        assertThat(answer("POST", path, ownHost(), "Content-Length: 2", "Content-Type: application/json"))
                .doesNotStartWith("HTTP/1.1 403");
    }

    @Test
    void a_foreign_host_opens_no_socket() throws IOException {
        String conversation = gateway.start(
                Gateway.conversation("Sockets", 1, List.of(Map.of("role", "generator"), Map.of("role", "critic"))));
        String path = "/ws/conversations/" + conversation;
        String[] upgrade = {
            "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
        };

        assertThat(answer("GET", path, "evil.example", upgrade))
                .startsWith("HTTP/1.1 403")
                .contains("host-not-allowed");
        assertThat(answer("GET", path, ownHost(), upgrade)).startsWith("HTTP/1.1 101");
        gateway.postText("/api/conversations/" + conversation + "/stop", "");
    }

    @Test
    void an_ollama_client_gets_errors_in_ollamas_shape() {
        HttpResponse<String> unknown = gateway.postText(
                "/api/chat", "{\"model\":\"nope\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
        HttpResponse<String> openai = gateway.postText(
                "/v1/chat/completions", "{\"model\":\"nope\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("{\"error\":\"model 'nope' not found\"}");
        assertThat(openai.statusCode()).isEqualTo(404);
        assertThat(Json.read(openai.body()).path("error").path("type").asText()).isEqualTo("not_found_error");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
        JsonNode problem = Json.read(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asText()).isEqualTo(code);
    }

    private String newestConversation() {
        return gateway.read("/api/conversations?limit=1")
                .path("conversations")
                .path(0)
                .path("id")
                .asText();
    }

    private URI webSocket(String path) {
        return URI.create("ws://127.0.0.1:" + gateway.base().getPort() + path);
    }

    /** JDK clients refuse to send a foreign Host header, so this one is written by hand. */
    private String answer(String method, String path, String host, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1", "Host: " + host));
        lines.addAll(List.of(headers));
        boolean upgrades = Stream.of(headers).anyMatch(header -> header.startsWith("Upgrade:"));
        lines.add(upgrades ? "Connection: Upgrade" : "Connection: close");
        String body = method.equals("POST") ? "{}" : "";
        try (Socket socket = new Socket("127.0.0.1", gateway.base().getPort())) {
            socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) answer.read());
            }
            Matcher length = LENGTH.matcher(head);
            int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
            return head + new String(answer.readNBytes(bytes), StandardCharsets.UTF_8);
        }
    }

    private String ownHost() {
        return "127.0.0.1:" + gateway.base().getPort();
    }

    private static Arguments row(String what, String body, int status, String code, String field) {
        return Arguments.of(what, body, status, code, field);
    }

    private static String machine(String fields) {
        return "{\"subject\":\"s\",\"machines\":[{" + fields + "},{}]}";
    }

    private static String withField(String field) {
        return "{\"subject\":\"s\"," + field + ",\"machines\":" + TWO + "}";
    }
}
