package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.testkit.postgres.EmbeddedPostgresServer;
import dev.parley.testkit.redis.RawRedis;
import dev.parley.testkit.redis.RedisTestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Takes some seconds: a JVM of its own starts both servers and is told to end without closing them. */
class NothingSurvivesTheJvmTest {

    @Test
    void servers_that_nobody_closed_end_with_the_jvm() throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forgetful.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<ProcessHandle> servers = announcedBy(jvm);

        jvm.destroy();

        await().atMost(Duration.ofSeconds(60)).until(() -> !jvm.isAlive());
        assertThat(servers).hasSize(2);
        await().untilAsserted(() -> assertThat(servers).noneMatch(ProcessHandle::isAlive));
    }

    private static List<ProcessHandle> announcedBy(Process jvm) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (!line.startsWith("pids ")) {
            line = output.readLine();
        }
        return Stream.of(line.split(" "))
                .skip(1)
                .map(Long::valueOf)
                .map(pid -> ProcessHandle.of(pid).orElseThrow())
                .toList();
    }

    /** Starts servers and waits to be ended. */
    static final class Forgetful {

        private Forgetful() {}

        public static void main(String[] args) throws IOException {
            EmbeddedPostgresServer postgres = EmbeddedPostgresServer.started();
            RedisTestServer redis = RedisTestServer.started();
            System.out.println(
                    "pids " + postgres.process().orElseThrow().pid() + " " + RawRedis.info(redis.port(), "process_id"));
            System.in.read();
        }
    }
}
