package dev.parley.agent.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherJarTest {

    @TempDir
    private Path folder;

    @Test
    void a_build_is_as_new_as_the_file_it_leaves() throws IOException {
        Path built = Files.createFile(folder.resolve("built"));
        LauncherJar launcher = new LauncherJar(folder.resolve("launcher.jar"), built);
        Instant then = Files.getLastModifiedTime(built).toInstant();

        assertThat(launcher.isNewerThan(then.minusMillis(1))).isTrue();
        assertThat(launcher.isNewerThan(then)).isFalse();
    }

    @Test
    void what_was_never_built_is_not_newer() {
        LauncherJar launcher = new LauncherJar(folder.resolve("launcher.jar"), folder.resolve("missing"));

        assertThat(launcher.isNewerThan(Instant.EPOCH)).isFalse();
    }
}
