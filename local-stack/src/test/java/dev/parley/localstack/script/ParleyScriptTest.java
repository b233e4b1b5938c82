package dev.parley.localstack.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./parley} with a Maven and a Java that only say that they were called. */
class ParleyScriptTest {

    private static final String BUILD = """
            #!/bin/sh
            printf 'build\\n' >>builds
            [ ! -f fails ] || { printf '[ERROR] no such thing\\n'; exit 1; }
            for module in %s; do
                mkdir -p "$module/target/quarkus-app"
                printf '[INFO] Building %%s 1.0 [1/7]\\n' "$module"
                printf x >"$module/target/quarkus-app/quarkus-run.jar"
                printf x >"$module/target/${module##*/}-1.0.jar"
            done
            """.formatted(String.join(" ", Source.MODULES));

    private static final String JAVA = """
            #!/bin/sh
            case $1 in
                -version) printf 'openjdk version "17.0.1"\\n' >&2 ;;
                *) for word; do last=$word; done; printf 'java ... %s\\n' "$last" ;;
            esac
            """;

    /** A user namespace that is refused, and the user that needs one. */
    private static final String UNSHARE = "#!/bin/sh\nexit 1\n";

    private static final String ID = "#!/bin/sh\nprintf '0\\n'\n";

    @TempDir
    private Path temporary;

    private Path root;

    /** The modules that matter and one source file. */
    private static final class Source {
        static final List<String> MODULES = List.of(
                "local-stack",
                "node-agent",
                "testing/simulated-node",
                "gateway-service",
                "model-router-service",
                "orchestrator-service",
                "idea-registry-service");

        static final String FILE = "gateway-service/src/main/java/Door.java";
    }

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectory(temporary.resolve("a checkout"));
        Files.copy(Path.of("../parley"), root.resolve("parley"), StandardCopyOption.COPY_ATTRIBUTES);
        program("mvnw", BUILD);
        program("jdk/bin/java", JAVA);
        write(Source.FILE, "class Door {}");
        write("pom.xml", "<project/>");
    }

    @Test
    void the_first_use_builds_and_the_second_does_not() throws Exception {
        String first = run("up", "-d");
        String second = run("up", "-d");

        assertThat(first)
                .contains("Building Parley, once")
                .contains("[1/7] gateway-service")
                .endsWith("java ... -d\n");
        assertThat(second).isEqualTo("java ... -d\n");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void changed_sources_are_built_however_old_they_are() throws Exception {
        run("up");
        write(Source.FILE, "class Door { int width; }");
        Files.setLastModifiedTime(root.resolve(Source.FILE), FileTime.from(Instant.EPOCH));

        assertThat(run("talk", "Energy")).contains("Building Parley anew, its sources have changed");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void sources_that_only_look_newer_and_files_that_no_jar_is_made_of_change_nothing() throws Exception {
        run("up");
        Files.setLastModifiedTime(
                root.resolve(Source.FILE), FileTime.from(Instant.now().plusSeconds(60)));
        write("README.md", "words");
        write("gateway-service/src/test/java/DoorTest.java", "class DoorTest {}");

        run("up");

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void jars_that_maven_has_built_since_are_taken_as_they_are() throws Exception {
        run("up");
        write(Source.FILE, "class Door { int width; }");
        makeNewer("gateway-service/target/quarkus-app/quarkus-run.jar", Source.FILE);

        run("up");
        run("up");

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void sources_newer_than_what_maven_has_built_are_built() throws Exception {
        run("up");
        makeNewer("gateway-service/target/quarkus-app/quarkus-run.jar", "pom.xml");
        write(Source.FILE, "class Door { int width; }");
        makeNewer(Source.FILE, "gateway-service/target/quarkus-app/quarkus-run.jar");

        run("up");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void built_jars_run_where_nothing_can_be_noted() throws Exception {
        run("up");
        try (Stream<Path> notes = Files.list(root.resolve("target"))) {
            for (Path note : notes.toList()) {
                Files.delete(note);
            }
        }
        Files.delete(root.resolve("target"));
        write("target", "a file where the folder of notes should be");

        assertThat(run("up")).isEqualTo("java ... up\n");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void a_stack_can_be_looked_at_and_ended_without_a_build() throws Exception {
        run("up");
        write(Source.FILE, "class Door { int width; }");

        assertThat(run("down")).isEqualTo("java ... down\n");
        assertThat(run("status")).isEqualTo("java ... status\n");
        assertThat(run("keys", "list")).isEqualTo("java ... list\n");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void a_build_that_failed_shows_its_end_and_is_tried_again() throws Exception {
        write("fails", "");
        Run failed = start("up");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.text()).contains("The build failed. Its last lines:\n[ERROR] no such thing");
        Files.delete(root.resolve("fails"));

        assertThat(run("up")).endsWith("java ... up\n");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void two_first_uses_at_once_build_once() throws Exception {
        program("mvnw", BUILD.replace("#!/bin/sh\n", "#!/bin/sh\nsleep 2\n"));

        Run one = start("up");
        Run other = start("up");

        assertThat(one.code()).isZero();
        assertThat(other.code()).isZero();
        assertThat(one.text() + other.text()).contains("Another parley is building; waiting for it");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void a_lock_whose_holder_is_gone_is_no_obstacle() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        write("target/parley-build.lock/pid", gone.pid() + "\n");

        assertThat(run("up")).endsWith("java ... up\n");
        assertThat(root.resolve("target/parley-build.lock")).doesNotExist();
    }

    @Test
    void root_without_a_user_namespace_is_told_before_the_build() throws Exception {
        program("bin/id", ID);
        program("bin/unshare", UNSHARE);

        Run refused = start("up");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.text())
                .isEqualTo("Parley's PostgreSQL does not run as root, and this machine gives root no user namespace"
                        + " (unshare -U): run ./parley as an ordinary user.\n");
        assertThat(builds()).isZero();
    }

    @Test
    void a_gateway_elsewhere_needs_no_database_here() throws Exception {
        program("bin/id", ID);
        program("bin/unshare", UNSHARE);

        assertThat(run("talk", "--gateway", "http://box:8080", "Energy")).endsWith("java ... Energy\n");
    }

    private record Run(Process process, Path output) {

        int code() throws InterruptedException {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        String text() throws IOException {
            return Files.readString(output);
        }
    }

    private String run(String... words) throws IOException, InterruptedException {
        Run run = start(words);
        assertThat(run.code()).isZero();
        return run.text();
    }

    private Run start(String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("sh", root.resolve("parley").toString()));
        command.addAll(List.of(words));
        Path output = Files.createTempFile(temporary, "run", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        builder.environment().put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        return new Run(builder.start(), output);
    }

    private long builds() throws IOException {
        Path builds = root.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    private void makeNewer(String file, String than) throws IOException {
        Instant other = Files.getLastModifiedTime(root.resolve(than)).toInstant();
        Instant stamp = Files.getLastModifiedTime(root.resolve("target/parley-build.sources"))
                .toInstant();
        Instant later = other.isAfter(stamp) ? other : stamp;
        Files.setLastModifiedTime(root.resolve(file), FileTime.from(later.plusSeconds(1)));
    }

    private void program(String file, String text) throws IOException {
        write(file, text);
        assertThat(root.resolve(file).toFile().setExecutable(true)).isTrue();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text, StandardCharsets.UTF_8);
    }
}
