package dev.parley.agent.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentSetupTest {

    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream asked = new ByteArrayOutputStream();

    private AgentSetup setup(String... words) throws Misunderstood {
        environment.put("HOME", home.toString());
        return new AgentSetup(AgentWords.of(words), environment);
    }

    private AgentSettings start(String answers, String... words) throws IOException, Misunderstood {
        FirstStart questions = new FirstStart(
                new BufferedReader(new StringReader(answers)),
                new PrintStream(asked, true, StandardCharsets.UTF_8),
                null);
        return setup(words).settings(questions, false);
    }

    private Path config() {
        return home.resolve(".config/ollama_proxy/config.json");
    }

    @Test
    void the_first_start_asks_and_keeps_the_answers_to_itself() throws Exception {
        AgentSettings settings = start("my-token\nmistral\n192.168.1.100\n11435\nfalse\npool.example.org\n");

        assertThat(settings.token().token()).isEqualTo("my-token");
        assertThat(settings.model()).isEqualTo("mistral");
        assertThat(settings.ollama()).isEqualTo("http://192.168.1.100:11435");
        assertThat(settings.stream()).isFalse();
        assertThat(settings.server()).hasToString("wss://pool.example.org:5050/auth-proxy");
        assertThat(config()).content().contains("\"ollama_port\" : 11435", "\"stream_mode\" : false");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config())))
                .isEqualTo("rw-------");
    }

    @Test
    void enter_means_what_is_in_the_brackets() throws Exception {
        AgentSettings settings = start("my-token\n\n\n\n\n\n");

        assertThat(settings.model()).isEqualTo("llama2");
        assertThat(settings.ollama()).isEqualTo("http://localhost:11434");
        assertThat(settings.stream()).isTrue();
        assertThat(asked.toString(StandardCharsets.UTF_8)).contains("[llama2]", "[localhost]", "[11434]", "[true]");
    }

    @Test
    void an_answer_that_cannot_be_meant_is_asked_again() throws Exception {
        AgentSettings settings = start("my-token\n\n\nmany\n70000\n11436\n\n\n");

        assertThat(settings.ollamaPort()).isEqualTo(11436);
    }

    @Test
    void without_a_token_and_without_an_answer_it_says_what_is_missing() {
        assertThatThrownBy(() -> start("")).isInstanceOf(Misunderstood.class).hasMessageContaining("--token-file");
        assertThat(config()).doesNotExist();
    }

    @Test
    void the_second_start_asks_nothing() throws Exception {
        start("my-token\nmistral\n\n\n\n\n");
        asked.reset();

        AgentSettings settings = start("");

        assertThat(settings.model()).isEqualTo("mistral");
        assertThat(asked.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void flags_are_kept_for_the_next_start_but_the_port_is_not() throws Exception {
        start(
                "",
                "--force-token=first-token --force-model qwen3:8b --ollama-host box --ollama-port 1 --no-stream"
                        .split(" "));
        start("", "--server wss://pool.example.org:7000/in --name gpu-1 --capacity 9 --port 8080".split(" "));

        AgentSettings settings = start("");

        assertThat(settings.token().token()).isEqualTo("first-token");
        assertThat(settings.model()).isEqualTo("qwen3:8b");
        assertThat(settings.ollama()).isEqualTo("http://box:1");
        assertThat(settings.stream()).isFalse();
        assertThat(settings.server()).hasToString("wss://pool.example.org:7000/in");
        assertThat(settings.name()).isEqualTo("gpu-1");
        assertThat(settings.capacity()).isEqualTo(9);
    }

    @Test
    void a_token_of_the_environment_or_a_file_is_used_and_not_kept() throws Exception {
        Path file = Files.writeString(home.resolve("token"), "file-token\n");
        environment.put("PARLEY_TOKEN", "environment-token");

        assertThat(start("").token().token()).isEqualTo("environment-token");
        assertThat(start("", "--token-file", file.toString()).token().token()).isEqualTo("file-token");

        assertThat(config()).content().doesNotContain("token");
    }

    @Test
    void a_token_file_is_read_anew() throws Exception {
        Path file = Files.writeString(home.resolve("token"), "old-token\n");
        AgentSettings settings = start("", "--token-file", file.toString());

        Files.writeString(file, "new-token\n");

        assertThat(settings.token().token()).isEqualTo("new-token");
    }

    @Test
    void of_the_token_only_the_beginning_is_shown() throws Exception {
        start("", "--force-token", "pk_abcdefghij12_secretsecretsecret");

        assertThat(setup("--show-config").shown())
                .contains("pk_abcde... (configuration)", "llama2", "http".isEmpty() ? "" : "wss://localhost:5050")
                .doesNotContain("secret");
    }

    @Test
    void to_look_changes_nothing() throws Exception {
        setup("--show-config", "--force-token", "some-token").shown();

        assertThat(config()).doesNotExist();
    }

    @Test
    void what_is_forgotten_is_asked_again() throws Exception {
        start("my-token\nmistral\n\n\n\n\n");

        setup("--reset-config").forget();

        assertThat(start("other-token\n\n\n\n\n\n").model()).isEqualTo("llama2");
    }

    @Test
    void a_file_that_others_may_read_is_taken_away_from_them_and_foreign_keys_stay() throws Exception {
        Files.createDirectories(config().getParent());
        Files.writeString(config(), "{\"token\":\"t-o-k-e-n\",\"ollama_port\":\"11500\",\"theme\":\"dark\"}");
        Files.setPosixFilePermissions(config(), PosixFilePermissions.fromString("rw-r--r--"));

        AgentSettings settings = start("");

        assertThat(settings.ollamaPort()).isEqualTo(11500);
        assertThat(config()).content().contains("\"theme\" : \"dark\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_broken_file_is_said_to_be_without_quoting_it() throws Exception {
        Files.createDirectories(config().getParent());
        Files.writeString(config(), "{\"token\": secret-without-quotes}");

        assertThatThrownBy(() -> start(""))
                .hasMessageContaining("--reset-config")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "pool.example.org, wss://pool.example.org:5050/auth-proxy",
        "pool.example.org:8080, wss://pool.example.org:8080/auth-proxy",
        "wss://pool.example.org/in/here, wss://pool.example.org:5050/in/here",
        "https://pool.example.org:443, wss://pool.example.org:443/auth-proxy",
        "ws://127.0.0.1:8080, ws://127.0.0.1:8080/auth-proxy",
        "ws://localhost:8080/x, ws://localhost:8080/x",
        "[::1]:9, wss://[::1]:9/auth-proxy",
    })
    void servers_are_said_in_many_ways(String said, String meant) throws Exception {
        assertThat(start("", "--force-token", "my-token", "--server", said).server())
                .hasToString(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--server ws://pool.example.org",
                "--server http://10.0.0.1:80",
                "--server ftp://pool.example.org",
                "--server wss://user:secret@pool.example.org",
                "--server wss://pool.example.org/?token=secret",
                "--ollama-port 0",
                "--port abc",
                "--capacity 0",
                "--name Upper_Case",
                "--ollama-host http://x",
                "--ca /does/not/exist"
            })
    void what_cannot_be_meant_is_not_kept(String words) {
        List<String> all = new ArrayList<>(List.of("--force-token", "my-token"));
        all.addAll(List.of(words.split(" ")));

        assertThatThrownBy(() -> start("", all.toArray(String[]::new))).isInstanceOf(Misunderstood.class);

        assertThat(config()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--surprise, --surprise is not understood",
        "--port, --port: nothing follows (expected: a value)",
        "--test=yes, --test=yes is not understood",
        "dance, dance is not understood",
    })
    void a_word_that_is_not_known_is_said_to_be(String word, String message) {
        assertThatThrownBy(() -> AgentWords.of(word)).hasMessage(message);
    }
}
