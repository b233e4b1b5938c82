package dev.parley.simulatednode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Starts real processes, which takes a second each. */
class SimulatedNodeCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void the_program_says_where_it_is_in_one_line_and_ends_cleanly_when_told_to() throws Exception {
        Process process = start(
                "--name",
                "sim-b",
                "--model",
                "mistral:7b=completion",
                "--tokens-per-second",
                "100",
                "--fault",
                "F29;text=9.9.9");
        try (BufferedReader out = reader(process)) {
            JsonNode line = JSON.readTree(out.readLine());
            assertThat(line.path("name").asText()).isEqualTo("sim-b");
            assertThat(line.path("pid").asLong()).isEqualTo(process.pid());
            assertThat(get(line.path("url").asText() + "/api/tags")).contains("\"name\":\"mistral:7b\"");
            assertThat(get(line.path("url").asText() + "/api/version")).contains("9.9.9");
            assertThat(get(line.path("control_url").asText() + "/_simulate/settings"))
                    .contains("\"tokens_per_second\":100.0");

            process.toHandle().destroy();

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void the_program_dies_at_once_when_its_control_port_says_so() throws Exception {
        Process process = start();
        try (BufferedReader out = reader(process)) {
            String control = JSON.readTree(out.readLine()).path("control_url").asText();

            http.sendAsync(
                    HttpRequest.newBuilder(URI.create(control + "/_simulate/kill"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.discarding());

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(137);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_wrong_option_is_told_with_a_usage() throws Exception {
        Process process = start("--slots", "0");

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("slots: 0.0 (expected: >= 1.0)")
                .doesNotContain("\tat ");
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SimulatedNodeCommand.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private String get(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }
}
