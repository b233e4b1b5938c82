package dev.parley.acceptance.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** A whole stack of real processes with a data folder of its own, started and stopped as its user would. */
public final class Stack implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(180);

    private final Path data;

    private Stack(Path data) {
        this.data = data;
    }

    /** A stack that is not up yet. */
    public static Stack prepare() {
        try {
            return new Stack(Files.createTempDirectory("parley-acceptance"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stack with so many simulated nodes, ready to work. */
    public static Stack up(int simulatedNodes) {
        Stack stack = prepare();
        try {
            stack.up("--simulated", Integer.toString(simulatedNodes));
            return stack;
        } catch (AssertionError failed) {
            stack.close();
            throw failed;
        }
    }

    /** {@code ./parley up -d} with these arguments: starts what is missing. */
    public void up(String... arguments) {
        List<String> line = new ArrayList<>(List.of("up", "-d"));
        line.addAll(Arrays.asList(arguments));
        try (Command up = run(line.toArray(String[]::new))) {
            assertThat(up.exitCode(START)).as(() -> up.output() + up.errors()).isZero();
        }
    }

    /** Any other command on this stack's data. */
    public Command run(String... arguments) {
        List<String> line = new ArrayList<>(Arrays.asList(arguments));
        line.add("--data");
        line.add(data.toString());
        return Command.parley(data, line);
    }

    /** {@code ./parley status --json}. */
    public JsonNode status() {
        try (Command status = run("status", "--json")) {
            assertThat(status.exitCode(Duration.ofSeconds(30)))
                    .as(status::errors)
                    .isZero();
            return Json.read(status.output());
        }
    }

    /** The gateway of the running stack. */
    public Gateway gateway() {
        return new Gateway(URI.create(status().path("gateway").asText()));
    }

    /** The simulated nodes of the running stack. */
    public List<SimulatedNodeControl> nodes() {
        return StreamSupport.stream(status().path("nodes").spliterator(), false)
                .map(SimulatedNodeControl::new)
                .toList();
    }

    /** The process of a service. */
    public long pid(String service) {
        return StreamSupport.stream(status().path("services").spliterator(), false)
                .filter(entry -> entry.path("name").asText().equals(service))
                .findFirst()
                .orElseThrow()
                .path("pid")
                .asLong();
    }

    /** The process of PostgreSQL or Redis. */
    public long storePid(String store) {
        return status().path(store).path("pid").asLong();
    }

    /** kill -9, and waits until the process is gone. */
    public void kill(long pid) {
        Command.signal("KILL", pid);
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    }

    /** Where its data lives. */
    public Path data() {
        return data;
    }

    @Override
    public void close() {
        try (Command down = run("down")) {
            assertThat(down.exitCode(Duration.ofSeconds(90))).as(down::errors).isZero();
        }
    }
}
