package dev.parley.benchmarks.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A simulated node's control port. */
final class NodePort {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final AskedNode node;

    NodePort(AskedNode node) {
        this.node = node;
    }

    String name() {
        return node.name();
    }

    /** Short paced answers that are the same on every node. */
    void prepare() {
        send(
                "PUT",
                "settings",
                Map.of(
                        // All models of the table fit.
                        "mode",
                        "lorem",
                        "answer_tokens",
                        8,
                        "tokens_per_second",
                        200,
                        "burst",
                        false,
                        "load_seconds",
                        0,
                        "first_token_seconds",
                        0,
                        "max_loaded_models",
                        256,
                        "vram_bytes",
                        1L << 50));
    }

    void install(String model) {
        send("POST", "models", Map.of("model", model + "=completion"));
    }

    void fault(Map<String, ?> rule) {
        send("POST", "faults", rule);
    }

    void behave() {
        send("DELETE", "faults", Map.of());
    }

    /** What it received for a model, oldest first: how each ended. */
    List<String> endings(String model) {
        List<String> endings = new ArrayList<>();
        for (JsonNode request : send("GET", "requests", Map.of()).path("requests")) {
            if (request.path("model").asText().startsWith(model)) {
                endings.add("%s %d, %d records"
                        .formatted(
                                request.path("outcome").asText(),
                                request.path("status").asInt(),
                                request.path("records").asInt()));
            }
        }
        return endings;
    }

    private JsonNode send(String method, String action, Map<String, ?> body) {
        try {
            String text = body.isEmpty() ? "" : JSON.writeValueAsString(body);
            HttpRequest request = HttpRequest.newBuilder(node.control().resolve("/_simulate/" + action))
                    .timeout(Duration.ofSeconds(20))
                    .method(method, text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text))
                    .build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        method + " " + action + " answered " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
