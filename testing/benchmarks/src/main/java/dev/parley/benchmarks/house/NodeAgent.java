package dev.parley.benchmarks.house;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The agent of a node behind a tunnel, run as its owner runs it. */
public final class NodeAgent implements AutoCloseable {

    private final Process process;

    private NodeAgent(Process process) {
        this.process = process;
    }

    /**
     * Brings a node that Parley cannot reach into the pool of whoever calls this target.
     *
     * @param capacity requests it is given at once
     */
    public static NodeAgent bring(Stage stage, Target target, SimulatedNode node, String name, int capacity) {
        JsonNode key = Rest.send(
                "POST",
                target.base().resolve("/api/keys"),
                target.key(),
                Map.of("name", name, "tenant", "local", "scopes", List.of("node")));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-jar",
                Repository.jar("node-agent").toString(),
                "agent",
                "--server=ws://127.0.0.1:" + target.base().getPort(),
                "--ollama-host=127.0.0.1",
                "--ollama-port=" + node.url().getPort(),
                "--force-model=*",
                "--name=" + name,
                "--capacity=" + capacity,
                "--config-dir=" + stage.folder("agent"));
        builder.environment().put("PARLEY_TOKEN", key.path("key").asText());
        try {
            return stage.put(new NodeAgent(builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
