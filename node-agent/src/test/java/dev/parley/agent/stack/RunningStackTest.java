package dev.parley.agent.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunningStackTest {

    private static final long ALIVE = ProcessHandle.current().pid();

    /** Above what any system gives. */
    private static final long NOBODY = 4_194_305;

    @TempDir
    private Path folder;

    @Test
    void a_stack_whose_processes_live_is_up() throws IOException {
        leave(ALIVE);

        Optional<RunningStack> stack = RunningStack.in(folder);

        assertThat(stack.orElseThrow().gateway()).isEqualTo("http://127.0.0.1:8080");
        assertThat(stack.orElseThrow().isSimulated()).isTrue();
    }

    @Test
    void a_stack_with_a_dead_process_is_not_up() throws IOException {
        leave(NOBODY);

        assertThat(RunningStack.in(folder)).isEmpty();
    }

    @Test
    void a_process_that_only_inherited_the_number_is_not_the_stack() throws IOException {
        leave(ALIVE);
        Files.setLastModifiedTime(folder.resolve("status.json"), FileTime.from(Instant.EPOCH));

        assertThat(RunningStack.in(folder)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_process_that_has_ended_unnoticed_is_not_up() throws IOException {
        Process careless = new ProcessBuilder("sh", "-c", "sleep 0.3 & echo $!; exec sleep 60").start();
        try (BufferedReader said = careless.inputReader()) {
            long ended = Long.parseLong(said.readLine());
            leave(ended);

            Awaitility.await().untilAsserted(() -> {
                assertThat(ProcessHandle.of(ended)).isPresent();
                assertThat(RunningStack.in(folder)).isEmpty();
            });
        } finally {
            careless.destroyForcibly();
        }
    }

    @Test
    void real_nodes_among_simulated_ones_are_told_apart() throws IOException {
        leave(ALIVE);
        Path file = folder.resolve("status.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "\"nodes\":[",
                                "\"nodes\":[{\"name\":\"node-1\",\"url\":\"u\",\"kind\":\"ollama\",\"state\":\"ready\"},"));

        RunningStack stack = RunningStack.in(folder).orElseThrow();

        assertThat(stack.simulatedNodes()).containsExactly("simulated-1");
        assertThat(stack.isSimulated()).isFalse();
    }

    @Test
    void a_folder_without_a_word_of_a_stack_has_none() {
        assertThat(RunningStack.in(folder)).isEmpty();
        assertThat(RunningStack.in(folder.resolve("missing"))).isEmpty();
    }

    @Test
    void a_damaged_word_is_no_word() throws IOException {
        Files.writeString(folder.resolve("status.json"), "{\"gateway\":");

        assertThat(RunningStack.in(folder)).isEmpty();
    }

    private void leave(long orchestrator) throws IOException {
        Files.writeString(folder.resolve("status.json"), """
                {"gateway":"http://127.0.0.1:8080","services":[
                  {"name":"gateway","url":"u","management_url":"m","pid":%1$d,"ready":true},
                  {"name":"orchestrator","url":"u","management_url":"m","pid":%2$d,"ready":true}],
                 "nodes":[{"name":"simulated-1","url":"u","kind":"ollama","simulated":true,"pid":%1$d,"state":"ready"}],
                 "postgres":{"url":"p","pid":%1$d},"redis":{"url":"r","pid":%1$d},"data":"d","newer":true}
                """.formatted(ALIVE, orchestrator));
    }
}
