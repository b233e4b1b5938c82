package dev.parley.benchmarks.house;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stack of its own, as the launcher starts it: gateway and router are the two hops. */
public final class Parley implements AutoCloseable {

    private final Path data;
    private final Map<String, String> environment;
    private final List<String> up;

    private Parley(Path data, Map<String, String> environment, List<String> up) {
        this.data = data;
        this.environment = environment;
        this.up = up;
    }

    /**
     * Starts it on this stage, its gateway asking for keys, and waits until it is ready.
     *
     * @param nodes where its nodes are
     * @param settings variables of all its services
     */
    static Parley start(Stage stage, List<URI> nodes, Map<String, String> settings) {
        List<String> up = new ArrayList<>(List.of("up", "-d", "--auth"));
        nodes.forEach(node -> up.addAll(List.of("--node", node.toString())));
        Parley parley = stage.put(new Parley(stage.folder("parley"), settings, up));
        parley.up();
        return parley;
    }

    /** Starts what does not run. */
    public void up() {
        launch(up).orThrow();
    }

    /** It as a target, with the administrator's key. */
    public Target target() {
        JsonNode status = status();
        return new Target(
                "Parley",
                URI.create(status.path("gateway").asText()),
                List.of(pid("gateway"), pid("router")),
                Optional.ofNullable(status.path("key").textValue()));
    }

    /** The process of a service. */
    public long pid(String service) {
        return service(service).path("pid").asLong();
    }

    /** Where a service answers others. */
    public URI url(String service) {
        return URI.create(service(service).path("url").asText());
    }

    /** Where a service tells of its health and its metrics. */
    public URI management(String service) {
        return URI.create(service(service).path("management_url").asText());
    }

    /** Where Redis is. */
    public URI redis() {
        return URI.create(status().path("redis").path("url").asText());
    }

    /** The process of a store, {@code redis} or {@code postgres}. */
    public long store(String name) {
        return status().path(name).path("pid").asLong();
    }

    /** Kills Redis, as a machine does that goes away. */
    public void killRedis() {
        killStore("redis");
    }

    /** Kills PostgreSQL, as a machine does that goes away. */
    public void killPostgres() {
        killStore("postgres");
    }

    private void killStore(String name) {
        ProcessHandle.of(store(name)).ifPresent(store -> {
            store.destroyForcibly();
            store.onExit().join();
        });
    }

    private JsonNode service(String name) {
        for (JsonNode service : status().path("services")) {
            if (service.path("name").asText().equals(name)) {
                return service;
            }
        }
        throw new IllegalStateException("no service " + name);
    }

    private JsonNode status() {
        Said said = launch(List.of("status", "--json"));
        return Rest.json(said.out());
    }

    @Override
    public void close() {
        launch(List.of("down")).orThrow();
    }

    /** What the launcher printed and how it ended. A stack that lacks a part has a status all the same. */
    private record Said(List<String> arguments, int exitCode, String out) {

        void orThrow() {
            if (exitCode != 0) {
                throw new IllegalStateException("parley " + String.join(" ", arguments) + " failed\n" + out);
            }
        }
    }

    /** The launcher itself, not the script before it, which would build what has changed. */
    private Said launch(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-jar",
                Repository.jar("local-stack").toString()));
        line.addAll(arguments);
        line.addAll(List.of("--data", data.toString()));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(Repository.root().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String out;
            try (InputStream stream = process.getInputStream()) {
                out = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
            return new Said(arguments, process.waitFor(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
