package dev.parley.benchmarks.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Another process of a service of a running stack: told the same but for some variables, listening elsewhere. */
public final class Replica implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final ProcessBuilder builder;
    private final URI base;
    private final URI management;
    private Process process;

    private Replica(ProcessBuilder builder, URI base, URI management) {
        this.builder = builder;
        this.process = start(builder);
        this.base = base;
        this.management = management;
    }

    /** Starts it on this stage and waits until it is ready. Only where processes show how they were started: {@code /proc}. */
    public static Replica of(Parley parley, String service, Map<String, String> otherwise, Stage stage) {
        Path first = Path.of("/proc", Long.toString(parley.pid(service)));
        int port = Ports.free();
        int management = Ports.free();
        ProcessBuilder builder = new ProcessBuilder(unmarked(words(first.resolve("cmdline"))))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        stage.folder(service).resolve("log").toFile()));
        builder.environment().clear();
        words(first.resolve("environ")).forEach(variable -> set(builder, variable));
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        builder.environment().put("GATEWAY_TUNNEL_PORT", Integer.toString(Ports.free()));
        builder.environment().putAll(otherwise);
        Replica replica = stage.put(new Replica(builder, Ports.loopback(port), Ports.loopback(management)));
        replica.awaitReady();
        return replica;
    }

    private void awaitReady() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Rest.isReady(management.resolve("/q/health/ready"))) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException("a replica did not become ready");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** Where it listens. */
    public URI url() {
        return base;
    }

    /** Where it tells of its health and its metrics. */
    public URI management() {
        return management;
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    /** Starts it again where it was, and waits until it is ready. */
    public void startAgain() {
        process = start(builder);
        awaitReady();
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

    /** Without the marks by which a stack finds what is its own: it ends what it does not remember to have started. */
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
