package dev.parley.agent.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
