package dev.parley.acceptance.stack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.testkit.net.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;

/** Another process of a service of a running stack: told the same, listening elsewhere. */
public final class SecondReplica implements AutoCloseable {

    private final Process process;
    private final URI base;

    private SecondReplica(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    /** Starts it and waits until it is ready. Where processes do not show how they were started the test is skipped. */
    public static SecondReplica of(Stack stack, String service) {
        Path first = Path.of("/proc", Long.toString(stack.pid(service)));
        assumeTrue(Files.isReadable(first.resolve("environ")), "this system does not show a process's environment");
        int port = FreePort.next();
        int management = FreePort.next();
        ProcessBuilder builder = new ProcessBuilder(words(first.resolve("cmdline")))
                .redirectErrorStream(true)
                .redirectOutput(
                        stack.data().resolve("second-" + service + ".log").toFile());
        builder.environment().clear();
        words(first.resolve("environ")).forEach(variable -> set(builder, variable));
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        SecondReplica replica = new SecondReplica(start(builder), URI.create("http://127.0.0.1:" + port));
        Gateway health = new Gateway(URI.create("http://127.0.0.1:" + management));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> health.get("/q/health/ready").statusCode() == 200);
        return replica;
    }

    /** It as a gateway. */
    public Gateway gateway() {
        return new Gateway(base);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static List<String> words(Path file) {
        try {
            return Arrays.asList(Files.readString(file, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void set(ProcessBuilder builder, String variable) {
        int equals = variable.indexOf('=');
        builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
