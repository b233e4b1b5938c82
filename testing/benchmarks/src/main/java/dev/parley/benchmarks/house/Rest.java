package dev.parley.benchmarks.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The calls that set a scenario up and look at it, one at a time; the load itself is sent by others. */
public final class Rest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Rest() {}

    /** What a GET of JSON answers. */
    public static JsonNode get(URI address) {
        return json(text(HttpRequest.newBuilder(address).GET(), Optional.empty()));
    }

    /** What a GET of text answers. */
    public static String text(URI address) {
        return text(HttpRequest.newBuilder(address).GET(), Optional.empty());
    }

    /** What this method answers to a body; empty text for none. */
    public static JsonNode send(String method, URI address, Optional<String> key, Map<String, ?> body) {
        return json(text(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(written(body))),
                key));
    }

    /** Whether it answers 200 now. */
    public static boolean isReady(URI address) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A value as JSON. */
    public static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON as a value. */
    public static JsonNode json(String text) {
        try {
            return text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(HttpRequest.Builder builder, Optional<String> key) {
        key.ifPresent(shown -> builder.header("Authorization", "Bearer " + shown));
        HttpRequest request = builder.timeout(PATIENCE).build();
        try {
            HttpResponse<String> answer = sent(request);
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(request + " answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Once more where a kept connection was of a process that has restarted since. */
    private static HttpResponse<String> sent(HttpRequest request) throws IOException, InterruptedException {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException stale) {
            return CLIENT.send(request, BodyHandlers.ofString());
        }
    }
}
