package dev.parley.acceptance.stack;

import dev.parley.testkit.process.HeardSignals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A run of {@code ./parley} as its user runs it: a process with output, errors and an exit code. */
public final class Command implements AutoCloseable {

    private final Process process;
    private final Path output;
    private final Path errors;

    private Command(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** Starts {@code ./parley} with these arguments, on the JDK that runs the tests, without a terminal. */
    static Command parley(Path scratch, Map<String, String> environment, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of("./parley"));
        line.addAll(arguments);
        try {
            Path output = Files.createTempFile(scratch, "parley", ".out");
            Path errors = Files.createTempFile(scratch, "parley", ".err");
            ProcessBuilder builder = new ProcessBuilder(HeardSignals.command(line))
                    .directory(Repository.root().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(
                            Files.createTempFile(scratch, "parley", ".in").toFile()))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("NO_COLOR", "1");
            builder.environment().remove("OLLAMA_HOST");
            builder.environment().putAll(environment);
            return new Command(builder.start(), output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end and answers the exit code; a command that takes longer is killed and fails the test. */
    public int exitCode(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + atMost + "\n" + output() + "\n" + errors());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it has written so far. */
    public String output() {
        return text(output);
    }

    /** What it has complained of so far. */
    public String errors() {
        return text(errors);
    }

    /** Ctrl-C. */
    public void interrupt() {
        signal("INT", process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
