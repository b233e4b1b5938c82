package dev.parley.benchmarks.house;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A simulated node as a process, and its control port: what it saw, and how it shall misbehave. */
public final class SimulatedNode implements AutoCloseable {

    private final Process process;
    private final URI url;
    private final URI control;

    private SimulatedNode(Process process, URI url, URI control) {
        this.process = process;
        this.url = url;
        this.control = control;
    }

    /** Starts one with these settings, each as {@code name=value}; {@code model=...} may come more than once. */
    public static SimulatedNode start(List<String> settings) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                // A node that paces its answers has little to do; one that bursts must not be what is measured.
                settings.contains("burst=true") ? "-XX:TieredStopAtLevel=4" : "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-jar",
                Repository.jar("testing/simulated-node").toString(),
                "--mode=lorem",
                "--prefill-tokens-per-second=0"));
        settings.forEach(setting -> line.add("--" + setting));
        try {
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String first = out.readLine();
            if (first == null) {
                throw new IllegalStateException("the simulated node did not start: " + line);
            }
            JsonNode said = Rest.json(first);
            return new SimulatedNode(
                    process,
                    URI.create(said.path("url").asText()),
                    URI.create(said.path("control_url").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its Ollama port. */
    public URI url() {
        return url;
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    /** Open streams, counters, loaded models. */
    public JsonNode state() {
        return Rest.get(control.resolve("/_simulate/state"));
    }

    /** How often something happened, by the name of its counter. */
    public long count(String event) {
        return state().path("counters").path(event).asLong();
    }

    /** How many requests it works on now, and how many wait behind them, over all its models. */
    public int held() {
        int held = 0;
        for (JsonNode model : state().path("loaded")) {
            held += model.path("busy").asInt() + model.path("waiting").asInt();
        }
        return held;
    }

    /** Most slots of one model that were ever busy at once. */
    public int mostAtOnce() {
        int most = 0;
        for (JsonNode each : state().path("max_concurrent")) {
            most = Math.max(most, each.asInt());
        }
        return most;
    }

    /** The last thousand requests it received, oldest first. */
    public List<JsonNode> requests() {
        List<JsonNode> requests = new ArrayList<>();
        Rest.get(control.resolve("/_simulate/requests")).path("requests").forEach(requests::add);
        return requests;
    }

    /** Changes settings of requests to come. */
    public void set(Map<String, ?> settings) {
        Rest.send("PUT", control.resolve("/_simulate/settings"), Optional.empty(), settings);
    }

    /** Makes it misbehave until {@link #behave()}. */
    public void fault(Map<String, ?> fault) {
        post("/_simulate/faults", fault);
    }

    /** Ends all faults. */
    public void behave() {
        Rest.send("DELETE", control.resolve("/_simulate/faults"), Optional.empty(), Map.of());
    }

    /** Resets all connections and forgets all loaded models, as a machine does that is switched off and on. */
    public void restart() {
        post("/_simulate/restart", Map.of());
    }

    /** Forgets what it has counted and noted; what it is answering goes on. */
    public void forget() {
        post("/_simulate/reset", Map.of());
    }

    /** Loads a model as a caller would. */
    public void load(String model) {
        Rest.send("POST", url.resolve("/api/generate"), Optional.empty(), Map.of("model", model));
    }

    /** Drops a model from memory once nobody uses it. */
    public void unload(String model) {
        Rest.send("POST", url.resolve("/api/generate"), Optional.empty(), Map.of("model", model, "keep_alive", 0));
    }

    private void post(String path, Map<String, ?> body) {
        Rest.send("POST", control.resolve(path), Optional.empty(), body);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
