package dev.parley.localstack.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFolderTest {

    @TempDir
    private Path temporary;

    @Test
    void only_its_owner_looks_into_it() throws IOException {
        StackFolder folder = StackFolder.at(temporary.resolve("new/stack"));

        StackFolder.writePrivately(folder.secrets(), "secret");

        assertThat(permissions(folder.root())).isEqualTo("rwx------");
        assertThat(permissions(folder.secrets())).isEqualTo("rw-------");
    }

    @Test
    void a_link_to_it_is_the_same_folder() throws IOException {
        StackFolder folder = StackFolder.at(temporary.resolve("stack"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder.root());

        assertThat(StackFolder.at(link)).isEqualTo(folder);
    }

    @Test
    void looking_for_it_does_not_make_it() throws IOException {
        assertThat(StackFolder.existing(temporary.resolve("stack"))).isEmpty();
        assertThat(temporary.resolve("stack")).doesNotExist();
    }

    @Test
    void one_at_a_time_changes_a_stack() throws IOException, InterruptedException {
        StackFolder folder = StackFolder.at(temporary);
        StackLock first = StackLock.take(folder, Duration.ZERO).orElseThrow();

        Optional<StackLock> meanwhile = StackLock.take(folder, Duration.ofMillis(150));
        first.close();
        Optional<StackLock> afterwards = StackLock.take(folder, Duration.ofSeconds(5));

        assertThat(meanwhile).isEmpty();
        assertThat(afterwards).isPresent();
        afterwards.orElseThrow().close();
    }

    @Test
    void the_end_of_a_log_is_what_was_written_last() throws IOException {
        LogFile log = new LogFile(temporary.resolve("a.log"));
        Files.writeString(log.path(), "old\n");
        long before = log.size();
        Files.writeString(log.path(), "old\none\ntwo\nthree\n");

        assertThat(log.tail(2)).containsExactly("two", "three");
        assertThat(log.tail(9, before)).containsExactly("one", "two", "three");
    }

    @Test
    void the_end_of_an_endless_log_is_bounded() throws IOException {
        LogFile log = new LogFile(temporary.resolve("a.log"));
        Files.writeString(log.path(), "x".repeat(3_000_000));

        List<String> tail = log.tail(1);

        assertThat(tail.get(0).length()).isEqualTo(256 * 1024);
    }

    @Test
    void a_large_log_is_set_aside_before_the_next_start() throws IOException {
        LogFile log = new LogFile(temporary.resolve("a.log"));
        Files.writeString(
                log.path(),
                IntStream.range(0, 900_000).mapToObj(n -> "0123456789").collect(Collectors.joining()));

        log.setAsideIfLarge();

        assertThat(log.size()).isZero();
        assertThat(temporary.resolve("a.log.1")).exists();
    }

    @Test
    void a_missing_log_is_empty() {
        LogFile log = new LogFile(temporary.resolve("none.log"));

        log.setAsideIfLarge();

        assertThat(log.size()).isZero();
        assertThat(log.tail(5)).isEmpty();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
