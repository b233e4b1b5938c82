package dev.parley.testkit.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeardSignalsTest {

    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Starter.class.getName());

    /** Starts a shell that sends itself an interrupt, and tells how that ended. */
    static final class Starter {

        public static void main(String[] arguments) throws IOException, InterruptedException {
            Process shell =
                    new ProcessBuilder(HeardSignals.command(List.of("sh", "-c", "kill -INT $$; echo deaf"))).start();
            System.out.print(new String(shell.getInputStream().readAllBytes(), UTF_8) + shell.waitFor());
        }
    }

    @Test
    void a_program_hears_an_interrupt_although_its_starter_ignores_it() throws IOException, InterruptedException {
        assumeTrue(
                Files.isReadable(Path.of("/proc/self/status")), "this system does not tell which signals are ignored");

        assertThat(outputOf("trap '' INT HUP; exec \"$@\"")).isEqualTo("130");
    }

    @Test
    void a_program_whose_starter_hears_everything_is_started_as_it_is() throws IOException, InterruptedException {
        assertThat(outputOf("exec \"$@\"")).isEqualTo("130");
    }

    private static String outputOf(String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(JAVA);
        Process starter = new ProcessBuilder(HeardSignals.command(command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(starter.getInputStream().readAllBytes(), UTF_8);
        starter.waitFor();
        return output;
    }
}
