package dev.parley.acceptance.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A simulated node's control port: what it received, what it does, and how it shall misbehave. */
public final class SimulatedNodeControl {

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String name;
    private final URI url;
    private final URI control;
    private final long pid;

    /** What the settings were that have been changed here. */
    private final Map<String, JsonNode> before = new LinkedHashMap<>();

    SimulatedNodeControl(JsonNode node) {
        this.pid = node.path("pid").asLong();
        this.name = node.path("name").asText();
        this.url = URI.create(node.path("url").asText());
        this.control = URI.create(node.path("control_url").asText());
    }

    /** Its name in the pool. */
    public String name() {
        return name;
    }

    /** Its Ollama port. */
    public URI url() {
        return url;
    }

    /** Where it is told how to misbehave. */
    public URI control() {
        return control;
    }

    /** Its process. */
    public long pid() {
        return pid;
    }

    /** The names of its models. */
    public List<String> models() {
        HttpRequest tags = HttpRequest.newBuilder(url.resolve("/api/tags")).build();
        return Json.texts(Json.read(send(tags)).path("models"), "name");
    }

    /** Puts a model on its disk. */
    public void install(String model) {
        send("POST", "/_simulate/models", Json.write(Map.of("model", model)));
    }

    /** What it says next, one text an answer. */
    public void script(String... texts) {
        settings(Map.of("mode", "script"));
        send("POST", "/_simulate/script", Json.write(Map.of("texts", List.of(texts))));
    }

    /** Loads a model, so that the router prefers this node for it. */
    public void load(String model) {
        send(generate(Map.of("model", model)));
    }

    /** Drops a model from memory. */
    public void unload(String model) {
        send(generate(Map.of("model", model, "keep_alive", 0)));
    }

    private HttpRequest generate(Map<String, ?> body) {
        return HttpRequest.newBuilder(url.resolve("/api/generate"))
                .POST(BodyPublishers.ofString(Json.write(body)))
                .build();
    }

    /** How often something happened since it started, by the name of its counter. */
    public long count(String event) {
        return state().path("counters").path(event).asLong();
    }

    /** Its state: open streams, counters, loaded models. */
    public JsonNode state() {
        return Json.read(send("GET", "/_simulate/state", ""));
    }

    /** The last thousand requests it received, oldest first. */
    public List<JsonNode> requests() {
        List<JsonNode> requests = new ArrayList<>();
        Json.read(send("GET", "/_simulate/requests", "")).path("requests").forEach(requests::add);
        return requests;
    }

    /** Those of {@link #requests()} that came to this path. */
    public List<JsonNode> requests(String path) {
        return requests().stream()
                .filter(request -> request.path("path").asText().equals(path))
                .toList();
    }

    /** Makes it misbehave until {@link #behave()} or {@link #asBefore()}. */
    public void fault(Map<String, ?> fault) {
        send("POST", "/_simulate/faults", Json.write(fault));
    }

    /** Ends all faults. */
    public void behave() {
        send("DELETE", "/_simulate/faults", "");
    }

    /** Changes how it works until {@link #asBefore()}. */
    public void settings(Map<String, ?> settings) {
        JsonNode present = Json.read(send("GET", "/_simulate/settings", ""));
        settings.keySet().forEach(setting -> before.putIfAbsent(setting, present.path(setting)));
        send("PUT", "/_simulate/settings", Json.write(settings));
    }

    /** Ends all faults, and puts back every setting that was changed here. */
    public void asBefore() {
        behave();
        if (!before.isEmpty()) {
            send("PUT", "/_simulate/settings", Json.write(before));
            before.clear();
        }
    }

    private String send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(control.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return send(request);
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError(request + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
