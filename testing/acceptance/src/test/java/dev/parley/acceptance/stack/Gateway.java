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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateway as a plain HTTP client sees it. */
public final class Gateway {

    /** Nothing in these tests may take longer; a hang is a failure, not a wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final URI base;
    private final Optional<String> key;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Gateway(URI base) {
        this(base, Optional.empty());
    }

    private Gateway(URI base, Optional<String> key) {
        this.base = base;
        this.key = key;
    }

    /** The same gateway, for somebody with this key. */
    public Gateway as(String key) {
        return new Gateway(base, Optional.of(key));
    }

    /** Where it listens. */
    public URI base() {
        return base;
    }

    /** GET, with these headers by name and value. */
    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /** DELETE. */
    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE().build());
    }

    /** POST of a value as JSON. */
    public HttpResponse<String> post(String path, Object body) {
        return postText(path, Json.write(body));
    }

    /** POST of a value as JSON, with this header. */
    public HttpResponse<String> post(String path, Object body, String header, String value) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header(header, value)
                .POST(BodyPublishers.ofString(Json.write(body)))
                .build());
    }

    /** PUT of a value as JSON. */
    public HttpResponse<String> put(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(Json.write(body)))
                .build());
    }

    /** PATCH of a value as JSON. */
    public HttpResponse<String> patch(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(Json.write(body)))
                .build());
    }

    /** GET of bytes. */
    public byte[] bytes(String path) {
        try {
            return client.send(request(path).GET().build(), BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** POST of a text as it is, said to be JSON. */
    public HttpResponse<String> postText(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** POST of a chat that no other node may answer. For a stack whose gateway lets the header {@code X-Parley-Node} pass. */
    public HttpResponse<String> chatAt(String node, Object body) {
        return send(request("/api/chat")
                .header("Content-Type", "application/json")
                .header("X-Parley-Node", node)
                .POST(BodyPublishers.ofString(Json.write(body)))
                .build());
    }

    /** GET of a document that must be there. */
    public JsonNode read(String path) {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return Json.read(response.body());
    }

    /** Starts a conversation and answers its id. */
    public String start(Map<String, ?> conversation) {
        HttpResponse<String> response = post("/api/conversations/start", conversation);
        if (response.statusCode() != 201) {
            throw new AssertionError("start answered " + response.statusCode() + ": " + response.body());
        }
        return Json.read(response.body()).path("id").asText();
    }

    /** One agent as a request names it. */
    public static Map<String, Object> agent(String role, String model) {
        return Map.of("role", role, "model", model, "max_tokens", 200, "timeout", 20);
    }

    /** A conversation of these agents without pauses. */
    public static Map<String, Object> conversation(String subject, int rounds, List<Map<String, Object>> agents) {
        return Map.of("subject", subject, "machines", agents, "num_rounds", rounds, "pause_seconds", 0);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpClient client() {
        return client;
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        key.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }
}
