package dev.parley.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLogTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    private AgentLog log(boolean debug, long mostBytes) {
        return new AgentLog(
                folder.resolve("logs/client.log"),
                new PrintStream(terminal, true, StandardCharsets.UTF_8),
                debug,
                Clock.fixed(Instant.parse("2026-11-20T10:00:00.5Z"), ZoneOffset.UTC),
                mostBytes);
    }

    @Test
    void the_file_has_everything_and_the_terminal_what_matters() throws IOException {
        AgentLog log = log(false, 1000);

        log.debug("small");
        log.info("large");

        assertThat(terminal).hasToString("2026-11-20 10:00:00,500 - INFO - large\n");
        assertThat(folder.resolve("logs/client.log"))
                .content()
                .isEqualTo("2026-11-20 10:00:00,500 - DEBUG - small\n2026-11-20 10:00:00,500 - INFO - large\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("logs/client.log"))))
                .isEqualTo("rw-------");
    }

    @Test
    void it_never_grows_beyond_four_files() throws IOException {
        AgentLog log = log(false, 500);

        for (int line = 0; line < 200; line++) {
            log.info("line " + line);
        }

        try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
            assertThat(files).hasSize(4).allMatch(file -> file.toFile().length() <= 600);
        }
        assertThat(folder.resolve("logs/client.log")).content().contains("line 199");
    }

    @Test
    void a_token_is_blotted_out_and_a_line_stays_a_line() {
        AgentLog log = log(true, 1000);
        log.blotOut("pk_secret");

        log.debug("Bearer pk_secret\n2026 - ERROR - forged \u001B[31mred");

        assertThat(terminal)
                .hasToString("2026-11-20 10:00:00,500 - DEBUG - Bearer [token] 2026 - ERROR - forged red\n");
    }
}
