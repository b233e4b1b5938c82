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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Another process of a service of a running stack: told the same, listening elsewhere. */
public final class SecondReplica implements AutoCloseable {

    private static final AtomicInteger LOGS = new AtomicInteger();

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;

    private SecondReplica(List<String> command, Map<String, String> environment, Path log) {
        this.command = command;
        this.environment = environment;
        this.log = log;
        this.process = start();
        awaitReady();
    }

    /** Starts it and waits until it is ready. Where processes do not show how they were started the test is skipped. */
    public static SecondReplica of(Stack stack, String service) {
        return of(stack, service, Map.of());
    }

    /** The same, told something else in these variables. */
    public static SecondReplica of(Stack stack, String service, Map<String, String> told) {
        Path first = Path.of("/proc", Long.toString(stack.pid(service)));
        assumeTrue(Files.isReadable(first.resolve("environ")), "this system does not show a process's environment");
        Map<String, String> environment = new HashMap<>();
        words(first.resolve("environ")).forEach(variable -> {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        });
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(FreePort.next()));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(FreePort.next()));
        environment.put("GATEWAY_TUNNEL_PORT", Integer.toString(FreePort.next()));
        environment.putAll(told);
        Path log = stack.data().resolve("second-" + service + "-" + LOGS.incrementAndGet() + ".log");
        return new SecondReplica(unmarked(words(first.resolve("cmdline"))), environment, log);
    }

    /** Ends it in order and starts it again where it was, told something else in these variables. */
    public void restart(Map<String, String> told) {
        close();
        environment.putAll(told);
        process = start();
        awaitReady();
    }

    private void awaitReady() {
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .ignoreExceptions()
                    .until(() -> management().get("/q/health/ready").statusCode() == 200);
        } catch (ConditionTimeoutException never) {
            close();
            throw never;
        }
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It as a gateway. */
    public Gateway gateway() {
        return new Gateway(url("QUARKUS_HTTP_PORT"));
    }

    /** Where it tells of its health and its metrics. */
    public Gateway management() {
        return new Gateway(url("QUARKUS_MANAGEMENT_PORT"));
    }

    /** Where it listens. */
    public URI url() {
        return url("QUARKUS_HTTP_PORT");
    }

    /** What it was told in a variable. */
    public String told(String variable) {
        return environment.getOrDefault(variable, "");
    }

    private URI url(String port) {
        return URI.create("http://127.0.0.1:" + environment.get(port));
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /** Without the marks by which a stack finds what is its own: it would end what it does not remember to have started. */
    private static List<String> unmarked(List<String> command) {
        return command.stream().filter(word -> !word.startsWith("-Dparley.")).toList();
    }

    private static List<String> words(Path file) {
        try {
            return Arrays.asList(Files.readString(file, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
