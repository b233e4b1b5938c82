package dev.parley.agent.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The Ollama at one address. */
public final class OllamaNode {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** It is beside us, or on the next machine. */
    private static final Duration PATIENCE_TO_CONNECT = Duration.ofSeconds(5);

    /** What it has it knows by heart, but a machine that loads a model may be busy. */
    private static final Duration PATIENCE_WITH_CATALOGUE = Duration.ofSeconds(10);

    /** Room for the longest lists of models, some thousands. */
    private static final int LONGEST_CATALOGUE = 4 * 1024 * 1024;

    private final String base;
    private final HttpClient client;

    /**
     * The one at this URL, which has no slash at the end.
     *
     * @param executor runs what it says
     */
    public OllamaNode(String base, Executor executor) {
        this.base = base;
        // Of HTTP/2 Ollama knows nothing, and it is never behind a proxy: what is asked of it is nobody else's.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE_TO_CONNECT)
                .executor(executor)
                .build();
    }

    /** Its URL. */
    public String base() {
        return base;
    }

    /** What it has; fails with an {@link OllamaAway}. */
    public CompletableFuture<Catalogue> catalogue() {
        return get("/api/tags")
                .thenCombine(get("/api/ps"), Catalogue::of)
                .orTimeout(PATIENCE_WITH_CATALOGUE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(OllamaAway.because(failure, base)));
    }

    private CompletableFuture<JsonNode> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE_WITH_CATALOGUE)
                .build();
        return client.sendAsync(request, head -> new BoundedText(LONGEST_CATALOGUE))
                .thenApply(answer -> {
                    if (answer.statusCode() != 200) {
                        throw new UncheckedIOException(
                                new IOException(path + " was answered with status " + answer.statusCode()));
                    }
                    return tree(path, answer.body());
                });
    }

    private static JsonNode tree(String path, byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(
                    path
                            + " was not answered with JSON: is it an Ollama? If it is, update it (--test --debug shows more)",
                    e));
        }
    }

    /**
     * Asks.
     *
     * @param headers for it, by name
     * @param body null for none
     * @throws IllegalArgumentException for headers that cannot be sent
     */
    public Exchange ask(
            String method,
            String path,
            Map<String, String> headers,
            Flow.@Nullable Publisher<ByteBuffer> body,
            AnswerListener listener) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.fromPublisher(body));
        headers.forEach(request::setHeader);
        Exchange exchange = new Exchange(listener, base);
        exchange.sentBy(client.sendAsync(request.build(), exchange));
        return exchange;
    }
}
