package dev.parley.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The agent of a node, run as its owner runs it: one jar, one process. */
public final class NodeAgent implements AutoCloseable {

    private final Process process;
    private final Path log;

    private NodeAgent(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Dials a gateway for this Ollama. @param folder of its own, for its files */
    public static NodeAgent dial(Path folder, URI gateway, String token, String name, URI ollama) {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar().toString(),
                "agent",
                "--server",
                "ws://127.0.0.1:" + gateway.getPort(),
                "--name",
                name,
                "--ollama-host",
                ollama.getHost(),
                "--ollama-port",
                Integer.toString(ollama.getPort()),
                "--force-model",
                "*",
                "--capacity",
                "8",
                "--config-dir",
                folder.resolve(name).toString());
        builder.environment().put("PARLEY_TOKEN", token);
        try {
            return new NodeAgent(
                    builder.redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() {
        try (Stream<Path> built =
                Files.list(Repository.root().resolve("node-agent").resolve("target"))) {
            return built.filter(file -> file.getFileName().toString().matches("node-agent-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has said so far. */
    public String said() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** The words of its command line, for whoever wonders. */
    @Override
    public String toString() {
        return String.join(" ", List.of("agent", process.info().commandLine().orElse("gone")));
    }
}
