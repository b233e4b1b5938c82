package dev.parley.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.localstack.fake.FakeRepository;
import dev.parley.localstack.folder.LogFile;
import dev.parley.localstack.folder.StackFolder;
import dev.parley.localstack.process.Mark;
import dev.parley.localstack.process.ProcessTable;
import dev.parley.localstack.process.Signal;
import dev.parley.protocol.stack.StackStatus;
import dev.parley.testkit.net.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as programs, because what is tested is what outlives them. Seconds, because PostgreSQL is real. */
class CommandsTest {

    /** Not the usual one, which is for people. */
    private static final String GATEWAY_PORT = Integer.toString(FreePort.next());

    @TempDir
    private static Path shared;

    private Path data;
    private Path repository;
    private int programs;

    @BeforeEach
    void make() throws IOException {
        data = Files.createDirectories(shared.resolve("stack")).toRealPath();
        repository = FakeRepository.in(shared.resolve("repository"));
    }

    @AfterEach
    void takeDown() throws IOException, InterruptedException {
        run("down");
        assertThat(processes()).isEmpty();
    }

    @Test
    void ctrl_c_stops_what_was_started_in_the_foreground() throws IOException, InterruptedException {
        Program up = start("up", "--simulated", "1");
        patiently().until(() -> up.said("Ctrl-C stops what was started here."));
        assertThat(processes()).hasSizeGreaterThanOrEqualTo(7);

        Signal.interrupt(up.process().toHandle());

        assertThat(up.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(up.process().exitValue()).isEqualTo(130);
        assertThat(processes()).isEmpty();
    }

    @Test
    void ctrl_c_during_the_start_leaves_nothing_behind() throws IOException, InterruptedException {
        Program up = start("up", "-d", "--simulated", "1");
        patiently().until(() -> !processes().isEmpty());

        Signal.interrupt(up.process().toHandle());

        assertThat(up.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(processes()).isEmpty();
    }

    @Test
    void a_stack_outlives_a_killed_up_and_is_found_again() throws IOException, InterruptedException {
        Program up = start("up", "--simulated", "1");
        patiently().until(() -> up.said("Ctrl-C stops what was started here."));

        up.process().destroyForcibly().waitFor();

        assertThat(run("status").code()).isZero();
        Program again = run("up", "-d");
        assertThat(again.code()).isZero();
        assertThat(again.text()).doesNotContain("ready in");
    }

    @Test
    void up_on_a_stack_that_runs_completes_it_and_returns() throws IOException, InterruptedException {
        run("up", "-d", "--simulated", "1");
        Program whole = run("up");
        ProcessHandle router = part("router");
        router.destroyForcibly();
        router.onExit().join();

        Program maimed = run("up");

        assertThat(whole.code()).isZero();
        assertThat(whole.text()).contains("Parley is up: ").doesNotContain("ready in");
        assertThat(maimed.code()).isZero();
        assertThat(maimed.text()).contains("router had ended by itself").containsOnlyOnce("ready in");
        assertThat(run("status").code()).isZero();
    }

    @Test
    void a_stack_in_the_foreground_notices_that_it_was_taken_down() throws IOException, InterruptedException {
        Program up = start("up", "--simulated", "1");
        patiently().until(() -> up.said("Ctrl-C stops what was started here."));

        Program down = run("down");

        assertThat(down.code()).isZero();
        assertThat(up.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(up.process().exitValue()).isZero();
        assertThat(up.text()).contains("The stack was taken down.").doesNotContain("had ended by itself");
    }

    @Test
    void the_status_for_scripts_is_one_json_object() throws IOException, InterruptedException {
        run("up", "-d", "--simulated", "1");

        Program status = run("status", "--json");

        StackStatus read = new ObjectMapper().readValue(status.text(), StackStatus.class);
        assertThat(status.code()).isZero();
        assertThat(read.data()).isEqualTo(data.toString());
        assertThat(read.nodes().get(0).controlUrl()).startsWith("http://127.0.0.1:");
        assertThat(status.text()).doesNotContain(secretOf("gateway>router"));
    }

    @Test
    void the_status_tells_what_a_dead_part_said_last() throws IOException, InterruptedException {
        run("up", "-d", "--simulated", "1");
        ProcessHandle ideas = part("ideas");
        ideas.destroyForcibly();
        ideas.onExit().join();

        Program status = run("status");

        assertThat(status.code()).isEqualTo(1);
        assertThat(status.text())
                .containsPattern("ideas +down")
                .contains("  ideas had ended by itself. It said last")
                .contains("    listening on ");
        assertThat(run("status", "--json").text()).startsWith("{").contains("  ideas had ended by itself.");
    }

    @Test
    void logs_are_shown_by_part() throws IOException, InterruptedException {
        run("up", "-d", "--simulated", "1");

        assertThat(run("logs", "router").text()).contains("for router").doesNotContain("for gateway");
        assertThat(run("logs").text()).containsPattern("gateway +\\| listening on");
        assertThat(run("logs", "nobody").code()).isEqualTo(1);
    }

    @Test
    void two_at_once_do_not_get_in_each_others_way() throws IOException, InterruptedException {
        Program one = start("up", "-d", "--simulated", "1");
        Program other = start("up", "-d", "--simulated", "1");

        assertThat(one.process().waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(other.process().waitFor(90, TimeUnit.SECONDS)).isTrue();

        assertThat(List.of(one.process().exitValue(), other.process().exitValue()))
                .containsOnly(0);
        assertThat(processes())
                .filteredOn(process -> process.info().commandLine().orElse("").contains("-Dparley.part=router"))
                .hasSize(1);
    }

    @Test
    void a_wrong_word_is_a_misunderstanding_and_starts_nothing() throws IOException, InterruptedException {
        assertThat(run("up", "--simulated", "0").text()).contains("--simulated: 0 (expected: 1 to 16)");
        assertThat(run("up", "--port", "70000").text()).contains("--port: 70000 (expected: 1 to 65535)");
        assertThat(run("up", "--node", "box:99999").text()).contains("--node: box:99999 (expected: ");
        assertThat(run("up", "--nodes", "x").code()).isEqualTo(2);
        assertThat(processes()).isEmpty();
    }

    @Test
    void a_folder_without_a_stack_has_no_status() throws IOException, InterruptedException {
        data = shared.resolve("nothing");

        assertThat(run("status").code()).isEqualTo(1);
        assertThat(data).doesNotExist();
    }

    private record Program(Process process, LogFile output) {

        int code() {
            return process.exitValue();
        }

        String text() {
            return output.read(0, output.size());
        }

        boolean said(String words) {
            return text().contains(words);
        }
    }

    private Program run(String... words) throws IOException, InterruptedException {
        Program program = start(words);
        assertThat(program.process().waitFor(90, TimeUnit.SECONDS)).isTrue();
        return program;
    }

    private Program start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LocalStackCommand.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.toString(), "--repository", repository.toString()));
        if (words[0].equals("up") && !command.contains("--port")) {
            command.addAll(List.of("--port", GATEWAY_PORT));
        }
        LogFile output = new LogFile(shared.resolve("program-" + programs++ + "-" + words[0] + ".out"));
        Files.deleteIfExists(output.path());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.path().toFile())
                .start();
        return new Program(process, output);
    }

    private String secretOf(String edge) throws IOException {
        return new ObjectMapper()
                .readTree(data.resolve("secrets.json").toFile())
                .path("edges")
                .path(edge)
                .asText();
    }

    private List<ProcessHandle> processes() {
        return ProcessTable.all(process -> Mark.isOf(new StackFolder(data), process));
    }

    private ProcessHandle part(String name) {
        return processes().stream()
                .filter(process -> process.info().commandLine().orElse("").contains("-Dparley.part=" + name))
                .findFirst()
                .orElseThrow();
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(50));
    }
}
