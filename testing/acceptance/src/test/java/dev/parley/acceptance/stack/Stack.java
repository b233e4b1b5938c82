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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A whole stack of real processes with a data folder of its own, started and stopped as its user would. */
public final class Stack implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(180);
    private static final Path KEPT = Repository.root().resolve("testing/acceptance/target/stacks");
    private static final AtomicInteger STACKS = new AtomicInteger();

    private final Path data;
    private final Map<String, String> environment;

    /** How it stood when it was last asked, until something was started or killed. */
    private @Nullable JsonNode known;

    private Stack(Path data, Map<String, String> environment) {
        this.data = data;
        this.environment = Map.copyOf(environment);
    }

    /** A stack that is not up yet. */
    public static Stack prepare() {
        return prepare(Map.of());
    }

    /** A stack that is not up yet, with these variables in the environment of all its commands. */
    public static Stack prepare(Map<String, String> environment) {
        try {
            return new Stack(Files.createTempDirectory("parley-acceptance"), environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stack with so many simulated nodes, ready to work. */
    public static Stack up(int simulatedNodes) {
        return up(simulatedNodes, Map.of());
    }

    /** A stack with so many simulated nodes and these variables in its environment, ready to work. */
    public static Stack up(int simulatedNodes, Map<String, String> environment) {
        Stack stack = prepare(environment);
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
        known = null;
        try (Command up = run(line.toArray(String[]::new))) {
            assertThat(up.exitCode(START)).as(() -> up.output() + up.errors()).isZero();
        }
    }

    /** Any other command on this stack's data. */
    public Command run(String... arguments) {
        List<String> line = new ArrayList<>(Arrays.asList(arguments));
        line.add("--data");
        line.add(data.toString());
        return Command.parley(data, environment, line);
    }

    /** {@code ./parley status --json}. */
    public JsonNode status() {
        try (Command status = run("status", "--json")) {
            assertThat(status.exitCode(Duration.ofSeconds(30)))
                    .as(status::errors)
                    .isZero();
            known = Json.read(status.output());
            return known;
        }
    }

    private JsonNode known() {
        JsonNode last = known;
        return last == null ? status() : last;
    }

    /** The gateway of the running stack. */
    public Gateway gateway() {
        return new Gateway(URI.create(known().path("gateway").asText()));
    }

    /** The simulated nodes of the running stack. */
    public List<SimulatedNodeControl> nodes() {
        return StreamSupport.stream(known().path("nodes").spliterator(), false)
                .map(SimulatedNodeControl::new)
                .toList();
    }

    /** The states of its nodes as the router sees them, by name. */
    public Map<String, String> nodeStates() {
        Map<String, String> states = new LinkedHashMap<>();
        status().path("nodes")
                .forEach(node -> states.put(
                        node.path("name").asText(), node.path("state").asText()));
        return states;
    }

    /** The process of a service. */
    public long pid(String service) {
        return service(service).path("pid").asLong();
    }

    /** Where a service tells of its health and its metrics. */
    public Gateway management(String service) {
        return new Gateway(URI.create(service(service).path("management_url").asText()));
    }

    private JsonNode service(String name) {
        return StreamSupport.stream(known().path("services").spliterator(), false)
                .filter(entry -> entry.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The process of PostgreSQL or Redis. */
    public long storePid(String store) {
        return known().path(store).path("pid").asLong();
    }

    /** kill -9, and waits until the process is gone. */
    public void kill(long pid) {
        known = null;
        // 0 would be everybody here, the tests among them.
        assertThat(pid).isPositive();
        Command.signal("KILL", pid);
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    }

    /** kill -9 of PostgreSQL or Redis; what is known of everything else stands. */
    public void killStore(String store) {
        JsonNode others = known();
        kill(storePid(store));
        known = others;
    }

    /** Where its data lives. */
    public Path data() {
        return data;
    }

    /** Takes it down. Its logs are kept in the build's folder, as long as the next run; nothing else is. */
    @Override
    public void close() {
        try (Command down = run("down")) {
            assertThat(down.exitCode(Duration.ofSeconds(90))).as(down::errors).isZero();
        }
        Folders.keepLogs(data, KEPT.resolve("stack-" + STACKS.incrementAndGet()));
        Folders.delete(data);
    }
}
