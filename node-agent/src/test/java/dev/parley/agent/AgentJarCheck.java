package dev.parley.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.tunnel.ScriptedServer;
import dev.parley.simulatednode.SimulatedNodeExtension;
import dev.parley.simulatednode.journal.ReceivedRequest.Outcome;
import dev.parley.testkit.net.FreePort;
import dev.parley.testkit.process.HeardSignals;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The jar as its owner starts it: what it reads, says, keeps, and how it ends. While it is not built: its classes. */
class AgentJarCheck {

    @RegisterExtension
    static final SimulatedNodeExtension node = SimulatedNodeExtension.extension()
            .instant()
            .models("llama3.2", "other")
            .build();

    private static final String CHAT =
            "{\"model\":\"llama3.2\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    @TempDir
    private Path home;

    private final ScriptedServer server = new ScriptedServer();
    private final List<Process> started = new ArrayList<>();

    /** A busy machine takes its time. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
        server.close();
    }

    @Test
    void the_configuration_is_shown_without_a_server_and_without_the_token() throws Exception {
        assertThat(
                        run(
                                "--force-token pk_abcdefghij12_secretsecret --force-model mistral --ollama-host box --ollama-port 7"
                                        + " --no-stream --server pool.example.org --port 8080 --name gpu --capacity 2 --show-config"))
                .isZero();

        assertThat(said())
                .contains(
                        "pk_abcd...", "mistral", "box", "  7", "false", "wss://pool.example.org:8080/auth-proxy", "gpu")
                .doesNotContain("secret");
    }

    @Test
    void help_is_on_the_output_and_what_is_not_understood_beside_it() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(said())
                .contains(
                        ("--show-config --reset-config --force-token --token-file --force-model --ollama-host --ollama-port"
                                        + " --stream --no-stream --port --test --debug --server --ca --name --capacity --config-dir")
                                .split(" "));

        assertThat(run("--surprise")).isEqualTo(2);
        assertThat(said()).contains("--surprise is not understood", "See ./parley agent --help");
    }

    @Test
    void the_first_start_asks_serves_and_leaves_on_ctrl_c() throws Exception {
        Process agent = start("");
        type(
                agent,
                "my-token\nllama3.2\n127.0.0.1\n" + node.node().port() + "\ntrue\nws://127.0.0.1:" + server.port()
                        + "\n");

        server.awaitHello();
        server.ask(1, "/api/chat", CHAT);
        server.awaitFrame("end", 1);
        signal(agent, "INT");

        assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isZero();
        assertThat(server.authorizations()).containsExactly("Bearer my-token");
        assertThat(server.text(1)).contains("\"done\":true");
        assertThat(server.awaitFrame("goodbye", 0).getString("reason")).isEqualTo("draining");
        assertThat(said()).contains("Token for the server", "[llama2]", "Left, with everything answered.");
        assertThat(log()).contains("POST /api/chat llama3.2 -> 200").doesNotContain("my-token");
    }

    @Test
    void a_reset_asks_anew() throws Exception {
        run("--force-token old-token --show-config --reset-config");
        Process agent = start("--reset-config " + here());
        type(agent, "new-token\n\n\n");

        server.awaitHello();
        signal(agent, "TERM");

        assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.authorizations()).containsExactly("Bearer new-token");
        assertThat(said()).contains("The configuration is reset.");
    }

    @Test
    void ctrl_c_says_what_it_waits_for_and_a_second_one_ends_at_once() throws Exception {
        node.node().fault("F02");
        Process agent = start("--force-token my-token --force-model llama3.2 " + here());
        server.awaitHello();
        server.ask(1, "/api/chat", CHAT);
        await().until(() -> node.node().requests("/api/chat").size() == 1);

        signal(agent, "INT");
        await().until(() -> said().contains("1 request(s) are being finished (Ctrl-C again ends at once)"));
        signal(agent, "INT");

        assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isEqualTo(130);
        await().until(() -> node.node().requests("/api/chat").get(0).outcome() == Outcome.CANCELLED);
    }

    @Test
    void another_terminal_pauses_resumes_and_stops_it() throws Exception {
        Process agent = start("--force-token my-token --force-model * --name gpu " + here());
        server.awaitHello();
        await().until(() -> said().contains("Connected as box, offering 2 model(s)"));

        assertThat(run("pause")).isZero();
        assertThat(server.awaitFrame("state", 0).getBoolean("paused")).isTrue();
        assertThat(run("status")).isZero();
        assertThat(run("--force-token my-token " + here())).isEqualTo(1);
        assertThat(run("resume")).isZero();
        assertThat(run("stop")).isZero();

        assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isZero();
        assertThat(said())
                .contains("gpu: connected, paused, 0 request(s) under way, 2 model(s)", "An agent runs already");
        assertThat(run("status")).isEqualTo(1);
        assertThat(said()).contains("No agent runs with");
    }

    @Test
    void test_mode_asks_what_is_typed_and_shows_how_long_it_took() throws Exception {
        node.node().script("A blue whale.");
        Process agent = start("--test --force-token my-token --force-model llama3.2 " + here());
        await().until(() -> said().contains("Connected as"));

        type(agent, "What is large?\n");

        server.awaitFrame("end", -1);
        type(agent, "exit\n");
        assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isZero();
        assertThat(server.text(-1)).contains("\"done\":true");
        assertThat(said())
                .contains("A blue whale.", "tokens/s", "DEBUG - Asking Ollama: POST", "(stream: true)")
                .containsPattern("-- \\d+\\.\\d\\d s");
    }

    @Test
    void test_mode_needs_no_server_and_shows_all_of_an_error() throws Exception {
        Process agent = start("--test --no-stream --force-token my-token --force-model nope --ollama-host 127.0.0.1"
                + " --ollama-port " + node.node().port() + " --server ws://127.0.0.1:" + FreePort.next());

        type(agent, "Hello\nexit\n");

        assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said())
                .contains(
                        "The model nope is not installed: ollama pull nope",
                        "Ollama's error (status 404): model 'nope' not found",
                        "Install it with: ollama pull nope",
                        "The server cannot be reached at",
                        "-- failed after");
    }

    @Test
    void a_wrong_token_and_an_ollama_that_is_away_are_said_in_sentences() throws Exception {
        server.answers(401);

        int code = run("--debug --force-token wrong-token --ollama-port " + FreePort.next() + " --ollama-host 127.0.0.1"
                + " --server ws://127.0.0.1:" + server.port());

        assertThat(code).isEqualTo(1);
        assertThat(said())
                .contains(
                        "The server does not know this token (401): give another with --force-token.",
                        "is it running (ollama serve)",
                        "DEBUG - Connecting to ws://")
                .doesNotContain("wrong-token");
    }

    @Test
    void a_certificate_must_be_signed_by_whom_we_trust() throws Exception {
        Path keys = home.resolve("keys.p12");
        Path pem = home.resolve("ca.pem");
        keytool(
                "-genkeypair -keyalg EC -alias a -storetype PKCS12 -dname CN=localhost -ext san=dns:localhost -keystore "
                        + keys);
        keytool("-exportcert -rfc -alias a -keystore " + keys + " -file " + pem);
        try (ScriptedServer secure = new ScriptedServer(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(keys.toString()).setPassword("changeit")))) {
            String words = "--force-token my-token --server localhost:" + secure.port();

            Process untrusting = start(words);
            await().until(() -> said().contains("No trusted connection to wss://localhost"));
            signal(untrusting, "INT");
            assertThat(untrusting.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(secure.authorizations()).isEmpty();

            start(words + " --ca " + pem);
            secure.awaitHello();
        }
    }

    private void keytool(String words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words.split(" ")));
        command.addAll(List.of("-storepass", "changeit"));
        assertThat(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("keytool").toFile())
                        .start()
                        .waitFor())
                .isZero();
    }

    private String here() {
        return "--ollama-host 127.0.0.1 --ollama-port " + node.node().port() + " --server ws://127.0.0.1:"
                + server.port();
    }

    private int run(String words) throws Exception {
        Process process = start(words);
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Process start(String words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("parley.jar", System.getProperty("java.class.path")),
                Parley.class.getName(),
                "agent"));
        if (!words.isEmpty()) {
            command.addAll(List.of(words.split(" ")));
        }
        ProcessBuilder builder = new ProcessBuilder(HeardSignals.command(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(terminal()));
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("PARLEY_TOKEN");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private File terminal() {
        return home.resolve("terminal").toFile();
    }

    private String said() throws IOException {
        return Files.readString(terminal().toPath(), StandardCharsets.UTF_8);
    }

    private String log() throws IOException {
        return Files.readString(home.resolve(".config/ollama_proxy/logs/client.log"), StandardCharsets.UTF_8);
    }

    private static void type(Process agent, String text) throws IOException {
        OutputStream in = agent.getOutputStream();
        in.write(text.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private static void signal(Process process, String name) throws Exception {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .start()
                .waitFor();
    }
}
