package dev.parley.simulatednode.ollama;

import static dev.parley.simulatednode.Requests.CHAT;
import static dev.parley.simulatednode.Requests.chat;
import static dev.parley.simulatednode.Requests.wholeChat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.simulatednode.RawClient;
import dev.parley.simulatednode.RawClient.Answer;
import dev.parley.simulatednode.SimulatedNodeExtension;
import dev.parley.simulatednode.catalogue.StockModels;
import dev.parley.simulatednode.settings.Mode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the recorded exchanges do not show. */
class NativeSurfaceTest {

    @RegisterExtension
    static final SimulatedNodeExtension extension =
            SimulatedNodeExtension.extension().instant().mode(Mode.ECHO).build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/chat|{\"model\":\"a b\",\"messages\":[]}|400|invalid model name",
                "/api/generate|{\"model\":\"\"}|404|model '' not found",
                "/api/generate|{\"model\":\"llama3.2:local\",\"prompt\":\"\"}|200|\"done_reason\":\"load\"",
                "/api/generate|{\"model\":\"llama3.2\",\"prompt\":\"x\",\"raw\":true,\"system\":\"y\"}|400|raw mode does not support template, system, or context",
                "/api/generate|{\"model\":\"nope\",\"prompt\":\"x\",\"raw\":true,\"system\":\"y\"}|404|model 'nope' not found",
                "/api/generate|{\"model\":\"llama3.2\",\"prompt\":\"x\",\"suffix\":\"y\"}|400|registry.ollama.ai/library/llama3.2:latest does not support insert",
                "/api/generate|{\"model\":\"all-minilm\",\"prompt\":\"x\"}|400|\\\"all-minilm\\\" does not support generate",
                "/api/chat|{\"model\":\"all-minilm\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|400|\\\"all-minilm\\\" does not support chat",
                "/api/chat|{\"model\":\"llama3.2\",\"messages\":[],\"top_logprobs\":21}|400|top_logprobs must be between 0 and 20",
                "/api/chat|{\"model\":\"llama3.2\",\"messages\":[],\"keep_alive\":\"300\"}|400|time: missing unit in duration \\\"300\\\"",
                "/api/chat|{\"model\":\"llama3.2\",\"messages\":[],\"options\":{\"num_ctx\":\"big\"}}|500|option \\\"num_ctx\\\" must be of type integer",
                "/api/chat|{\"model\":\"llama3.2\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"format\":\"yaml\"}|500|invalid format: \\\"yaml\\\"",
                "/api/chat|{\"model\":\"llama3.2\",\"messages\":[{\"role\":\"user\",\"content\":5}]}|400|json: cannot unmarshal number into Go struct field ChatRequest.messages.content of type string",
                "/api/chat|{\"model\":\"llama3.2\",\"messages\":[{\"role\":\"user\",\"content\":\"a b c\"}],\"options\":{\"num_ctx\":8},\"truncate\":false}|400|the input length exceeds the context length",
                "/api/embed|{\"model\":\"all-minilm\",\"input\":[1]}|400|invalid input type",
                "/api/embed|{\"model\":\"nope\",\"input\":\"x\"}|404|try pulling it first",
                "/api/show|{}|400|model is required",
                "/api/pull|{\"name\":\"missing\",\"stream\":false}|500|pull model manifest: file does not exist",
                "/api/copy|{\"source\":\"llama3.2\",\"destination\":\"\"}|400|is invalid"
            })
    void a_request_is_refused_with_ollamas_status_and_text(String path, String body, int status, String text)
            throws IOException {
        Answer answer = RawClient.post(extension.node(), path, body);

        assertThat(answer.body()).contains(text);
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void the_content_type_of_a_request_and_its_query_do_not_matter() throws IOException {
        Answer answer = RawClient.post(
                extension.node(), CHAT + "?beta=true", chat("hi"), "Content-Type: application/x-www-form-urlencoded");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void a_long_answer_is_chunked_and_a_short_one_has_a_length() throws IOException {
        Answer shorter = RawClient.post(extension.node(), CHAT, wholeChat("x".repeat(1_700)));
        Answer longer = RawClient.post(extension.node(), CHAT, wholeChat("x".repeat(2_100)));

        assertThat(shorter.headers()).containsKey("Content-Length").doesNotContainKey("Transfer-Encoding");
        assertThat(longer.headers()).containsKey("Transfer-Encoding").doesNotContainKey("Content-Length");
    }

    @Test
    void the_prompt_may_be_rendered_instead_of_answered_and_ends_with_the_prefix() throws IOException {
        Answer answer = RawClient.post(
                extension.node(),
                CHAT,
                "{\"model\":\"llama3.2\",\"_debug_render_only\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
                        + "{\"role\":\"assistant\",\"content\":\"so far\"}]}");

        assertThat(answer.body())
                .contains("\"message\":{\"role\":\"\",\"content\":\"\"},\"done\":false,\"_debug_info\":")
                .endsWith("so far\"}}");
        assertThat(extension.node().state().count("generations_started")).isZero();
    }

    @Test
    void a_thinking_model_thinks_unless_told_not_to() throws IOException {
        extension.node().install(StockModels.of("qwen3:8b"));
        String body = wholeChat("hi").replace("llama3.2", "qwen3:8b");

        assertThat(RawClient.post(extension.node(), CHAT, body).body()).contains("\"thinking\":\"");
        assertThat(RawClient.post(extension.node(), CHAT, body.replaceFirst("\\{", "{\"think\":false,"))
                        .body())
                .doesNotContain("thinking");
    }

    @Test
    void an_unload_empties_ps_and_a_copy_shares_the_instance() throws IOException {
        RawClient.post(extension.node(), "/api/copy", "{\"source\":\"llama3.2\",\"destination\":\"backup\"}");
        RawClient.post(extension.node(), "/api/generate", "{\"model\":\"llama3.2\"}");
        RawClient.post(extension.node(), "/api/generate", "{\"model\":\"backup\",\"prompt\":\"hi\"}");
        String loaded = RawClient.get(extension.node(), "/api/ps").body();

        RawClient.post(extension.node(), "/api/generate", "{\"model\":\"backup\",\"keep_alive\":0}");

        assertThat(loaded).contains("llama3.2:latest").doesNotContain("backup");
        assertThat(RawClient.get(extension.node(), "/api/ps").body()).isEqualTo("{\"models\":[]}");
    }

    @Test
    void a_pulled_model_is_installed_and_a_deleted_one_is_gone() throws IOException {
        Answer pulled = RawClient.post(extension.node(), "/api/pull", "{\"model\":\"mistral:7b\"}");

        assertThat(pulled.lines().get(0)).isEqualTo("{\"status\":\"pulling manifest\"}");
        assertThat(pulled.lines()).last().isEqualTo("{\"status\":\"success\"}");
        assertThat(RawClient.post(extension.node(), CHAT, chat("hi").replace("llama3.2", "Mistral:7B"))
                        .status())
                .isEqualTo(200);
        try (RawClient client = RawClient.connect(extension.node())) {
            client.send("DELETE", "/api/delete", "{\"name\":\"mistral:7b\"}");
            assertThat(client.answer().status()).isEqualTo(200);
        }
        assertThat(RawClient.get(extension.node(), "/api/tags").body()).doesNotContain("mistral");
    }

    @Test
    void a_created_model_speaks_with_its_own_system_prompt() throws IOException {
        RawClient.post(
                extension.node(),
                "/api/create",
                "{\"model\":\"mario\",\"from\":\"llama3.2\",\"system\":\"You are Mario.\"}");

        Answer rendered = RawClient.post(
                extension.node(),
                CHAT,
                chat("hi").replace("llama3.2", "mario").replaceFirst("\\{", "{\"_debug_render_only\":true,"));

        assertThat(rendered.body()).contains("You are Mario.");
        assertThat(RawClient.post(extension.node(), "/api/show", "{\"model\":\"mario\"}")
                        .body())
                .contains("\"system\":\"You are Mario.\"");
    }

    @Test
    void embeddings_keep_the_order_of_their_inputs_and_may_be_shorter() throws IOException {
        String body = "{\"model\":\"all-minilm\",\"input\":[\"sky\",\"grass\"],\"dimensions\":2}";

        Answer answer = RawClient.post(extension.node(), "/api/embed", body);
        Answer other = RawClient.post(extension.node(), "/api/embed", body.replace("\"sky\",", ""));

        String grass = other.body().replaceAll(".*\\[\\[(.*?)]].*", "$1");
        assertThat(answer.body()).contains(",[" + grass + "]]");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/tags/, 301",
        "POST, /api/chat/, 307",
        "GET, /api/chat/, 404",
        "HEAD, /api/ps, 405",
        "DELETE, /api/tags, 405",
        "GET, /nothing, 404",
        "HEAD, /api/version, 200",
        "HEAD, /api/tags, 200"
    })
    void paths_and_methods_are_answered_as_gin_answers_them(String method, String path, int status) throws IOException {
        try (RawClient client = RawClient.connect(extension.node())) {
            client.send(method, path, "");
            assertThat(client.answer(method.equals("HEAD")).status()).isEqualTo(status);
        }
    }

    @Test
    void a_redirect_honours_the_forwarded_prefix_and_allow_names_the_other_methods() throws IOException {
        Answer redirect = RawClient.post(extension.node(), "/api/chat/", "", "X-Forwarded-Prefix: /ai");
        Answer wrongMethod = RawClient.post(extension.node(), "/api/tags", "");

        assertThat(redirect.header("Location")).isEqualTo("/ai/api/chat");
        assertThat(wrongMethod.header("Allow")).isEqualTo("HEAD, GET");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "127.0.0.1:80, 200",
        "10.1.2.3, 200",
        "pc.local, 200",
        "ollama.internal:11434, 200",
        "[::1]:11434, 200",
        "evil.example, 403",
        "8.8.8.8, 403"
    })
    void foreign_host_names_are_refused_on_loopback(String host, int status) throws IOException {
        Answer answer = RawClient.get(extension.node(), "/api/version", "Host: " + host);

        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000, 200",
        "https://127.0.0.1, 200",
        "app://obsidian.md, 200",
        "https://evil.example, 403",
        "http://localhost.evil.example, 403",
        "https://a.allowed.example, 200"
    })
    void browser_origins_are_allowed_or_not(String origin, int status) throws IOException {
        extension.node().set("origins", "https://*.allowed.example");

        Answer answer = RawClient.get(extension.node(), "/api/version", "Origin: " + origin);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(status == 200 ? origin : "");
    }

    @Test
    void one_connection_carries_many_requests_even_when_they_are_sent_ahead() throws IOException {
        try (RawClient client = RawClient.connect(extension.node())) {
            client.send("POST", CHAT, chat("one"));
            client.send("POST", CHAT, wholeChat("two"));
            client.send("GET", "/api/version", "");

            assertThat(client.answer().body()).contains("\"content\":\"one\"");
            assertThat(client.answer().body()).contains("\"content\":\"two\"");
            assertThat(client.answer().body()).isEqualTo("{\"version\":\"0.33.0\"}");
        }
    }

    @Test
    void an_upgrade_to_http_2_is_ignored() throws IOException {
        Answer answer = RawClient.get(
                extension.node(),
                "/api/version",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"version\":\"0.33.0\"}");
    }
}
