package dev.parley.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.localstack.folder.LogFile;
import dev.parley.localstack.folder.StackFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

    private static final List<String> SLEEP = List.of("sleep", "600");

    @TempDir
    private Path temporary;

    private Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_process_that_has_ended_unnoticed_is_not_alive() throws IOException {
        process = new ProcessBuilder("sh", "-c", "sleep 0.3 & echo $!; exec sleep 600").start();
        try (BufferedReader said = process.inputReader()) {
            long ended = Long.parseLong(said.readLine());

            Awaitility.await()
                    .untilAsserted(() -> assertThat(ProcessHandle.of(ended))
                            .hasValueSatisfying(listed ->
                                    assertThat(ProcessTable.isAlive(listed)).isFalse()));
        }
    }

    @Test
    void a_remembered_process_is_found_while_it_lives() throws IOException, InterruptedException {
        process = start(SLEEP);
        ProcessRecord record = ProcessTable.remember(process.pid()).orElseThrow();

        assertThat(ProcessTable.find(record)).contains(process.toHandle());

        process.destroyForcibly().waitFor();

        assertThat(ProcessTable.find(record)).isEmpty();
    }

    @Test
    void a_later_process_with_the_same_number_is_not_it() throws IOException {
        process = start(SLEEP);
        ProcessRecord now = ProcessTable.remember(process.pid()).orElseThrow();
        ProcessRecord before = new ProcessRecord(now.pid(), now.startedMillis() - 60_000);

        assertThat(ProcessTable.find(before)).isEmpty();
    }

    @Test
    void keys_and_hang_up_of_the_terminal_do_not_reach_it() throws IOException, InterruptedException {
        process = start(SLEEP);
        awaitProgram("sleep");

        for (String signal : List.of("INT", "HUP", "QUIT", "TSTP")) {
            signal(signal);
        }

        assertThat(process.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(state()).isNotEqualTo("T");
    }

    @Test
    void a_jvm_does_not_hear_ctrl_c_either() throws IOException, InterruptedException {
        JavaProgram program =
                new JavaProgram(Path.of("none.jar"), List.of("-cp", classes(), Idle.class.getName()), List.of());
        List<String> command = program.command(new Mark(new StackFolder(temporary), "idle"));
        LogFile log = log();
        process = Detached.start(command.subList(0, command.indexOf("-jar")), System.getenv(), log);
        Awaitility.await().until(() -> log.tail(1).equals(List.of("idle")));

        Signal.interrupt(process.toHandle());
        signal("HUP");

        assertThat(process.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(ProcessTable.all(other -> Mark.isOf(new StackFolder(temporary), other)))
                .containsExactly(process.toHandle());
    }

    @Test
    void who_does_not_end_when_asked_is_ended() throws IOException {
        process = start(List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"));
        LogFile log = log();
        Awaitility.await().until(() -> log.tail(1).equals(List.of("deaf")));

        List<ProcessHandle> left = Termination.end(List.of(process.toHandle()), Duration.ofMillis(200));

        assertThat(left).isEmpty();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void it_gets_the_environment_it_was_given_and_no_other() throws IOException, InterruptedException {
        process = Detached.start(List.of("/usr/bin/env"), Map.of("ONLY", "this"), log());
        process.waitFor();

        assertThat(log().tail(20)).contains("ONLY=this").noneMatch(line -> line.startsWith("HOME="));
    }

    private Process start(List<String> command) throws IOException {
        return Detached.start(command, System.getenv(), log());
    }

    private LogFile log() {
        return new LogFile(temporary.resolve("process.log"));
    }

    private void awaitProgram(String name) {
        Awaitility.await()
                .until(() -> process.info().command().orElse("").endsWith(name)
                        || process.info().command().orElse("").contains("busybox")
                        || process.info().command().orElse("").contains("coreutils"));
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .start()
                .waitFor();
    }

    /** Only these: a system tells other processes' command lines up to some length. */
    private static String classes() {
        return Idle.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    /** One letter, as ps tells it; T is stopped. */
    private String state() throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(process.pid())).start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
}
