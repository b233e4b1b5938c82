package dev.parley.agent;

import static dev.parley.agent.fake.Events.started;
import static dev.parley.agent.fake.Events.token;
import static dev.parley.agent.fake.Events.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.fake.FakeGateway;
import dev.parley.testkit.process.HeardSignals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As a program of its own, because a signal ends the whole of it. */
class CtrlCTest {

    @TempDir
    private Path temporary;

    private FakeGateway gateway;
    private Process talk;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway().waitsAfter(started(), turn("3.0", 1, "generator", 1), token("3.5", 1, "Hello"));
    }

    @AfterEach
    void close() {
        talk.destroyForcibly();
        gateway.close();
    }

    @Test
    void ctrl_c_stops_the_conversation_and_says_how_to_go_on() throws IOException, InterruptedException {
        talk("talk", "Energy", "--gateway", gateway.url());

        signal("INT");

        assertThat(talk.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(talk.exitValue()).isEqualTo(130);
        assertThat(gateway.requests()).contains("POST /api/conversations/" + FakeGateway.ID + "/stop");
        assertThat(output())
                .contains("Ended: somebody stopped it.")
                .endsWith("Stopped.\nGo on with: ./parley talk --continue " + FakeGateway.ID + " --rounds 1 --gateway "
                        + gateway.url() + "\n");
    }

    @Test
    void a_closed_terminal_stops_it_too() throws IOException, InterruptedException {
        talk("talk", "Energy", "--gateway", gateway.url());

        signal("HUP");

        assertThat(talk.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(gateway.requests()).contains("POST /api/conversations/" + FakeGateway.ID + "/stop");
    }

    @Test
    void lines_of_json_stay_lines_of_json() throws IOException, InterruptedException {
        talk("talk", "Energy", "--json", "--gateway", gateway.url());

        signal("INT");

        assertThat(talk.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output().lines()).allMatch(line -> line.startsWith("{\"type\":"));
        assertThat(Files.readString(temporary.resolve("errors"))).contains("Go on with: ");
    }

    @Test
    void a_reader_that_leaves_stops_it_too() throws IOException, InterruptedException {
        gateway.close();
        gateway = new FakeGateway().streamsForEver(started(), turn("3.0", 1, "generator", 1));
        List<String> command = command("talk", "Energy", "--gateway", gateway.url());
        String quoted = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));

        talk = new ProcessBuilder("sh", "-c", quoted + " | head -n 3").start();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> gateway.requests().contains("POST /api/conversations/" + FakeGateway.ID + "/stop"));
    }

    private void talk(String... words) throws IOException {
        talk = new ProcessBuilder(HeardSignals.command(command(words)))
                .redirectOutput(temporary.resolve("output").toFile())
                .redirectError(temporary.resolve("errors").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> output().contains("Hello"));
    }

    private static List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ParleyCommand.class.getName()));
        command.addAll(List.of(words));
        return command;
    }

    private String output() throws IOException {
        return Files.readString(temporary.resolve("output"), StandardCharsets.UTF_8);
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + talk.pid())
                .start()
                .waitFor();
    }
}
