package dev.parley.router.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeProof;
import dev.parley.router.placement.NodeWork;
import dev.parley.router.placement.Outcome;
import dev.parley.router.placement.Step;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Asks nodes over HTTP. Every request is bounded by silences, since fetching a model may take hours. */
public final class HttpNodeWork implements NodeWork {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_LINE = 64 * 1024;
    private static final String SUCCESS = "success";
    private static final String NO_GENERATE = "does not support generate";

    private final HttpClient client;
    private final NodeProof proof;
    private final Silences silences;

    /**
     * How long a node may say nothing.
     *
     * @param pull while it fetches a model
     * @param load while it takes one into memory or out of it
     */
    public record Silences(Duration pull, Duration load) {}

    public HttpNodeWork(HttpClient client, NodeProof proof, Silences silences) {
        this.client = client;
        this.proof = proof;
        this.silences = silences;
    }

    @Override
    public CompletionStage<Outcome> pull(Node node, String model, Consumer<Step> steps) {
        ObjectNode body = JSON.createObjectNode().put("model", model).put("stream", true);
        return ask(node, "/api/pull", body, silences.pull(), new PullReader(steps));
    }

    /** Without a prompt: a node that has it in memory already only keeps it for longer. */
    @Override
    public CompletionStage<Outcome> load(Node node, String model, Duration keep) {
        return without(node, model, Math.max(1, keep.toSeconds()));
    }

    @Override
    public CompletionStage<Outcome> unload(Node node, String model) {
        return without(node, model, 0);
    }

    /** Models that only embed are loaded and unloaded where embedding is asked for; only the node knows which are. */
    private CompletionStage<Outcome> without(Node node, String model, long keepSeconds) {
        ObjectNode body =
                JSON.createObjectNode().put("model", model).put("stream", false).put("keep_alive", keepSeconds);
        return ask(node, "/api/generate", body, silences.load(), new LoadReader("done"))
                .thenCompose(outcome -> {
                    if (!(outcome instanceof Outcome.Refused refused)
                            || !refused.reason().contains(NO_GENERATE)) {
                        return CompletableFuture.completedFuture(outcome);
                    }
                    ObjectNode nothing =
                            JSON.createObjectNode().put("model", model).put("keep_alive", keepSeconds);
                    nothing.putArray("input");
                    return ask(node, "/api/embed", nothing, silences.load(), new LoadReader("embeddings"));
                });
    }

    private CompletionStage<Outcome> ask(Node node, String path, ObjectNode body, Duration silence, LineReader reader) {
        URI url = node.url();
        String prefix = url.getPath() == null ? "" : url.getPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(url.getHost())
                .setPort(url.getPort())
                .setSsl("https".equals(url.getScheme()))
                .setURI(prefix + path)
                .putHeader("Content-Type", "application/json")
                .setIdleTimeout(silence.toMillis());
        proof.headers(node).forEach(options::addHeader);
        return client.request(options)
                .compose(request -> send(request, body, reader))
                .otherwise(broken -> new Outcome.Unreached(reason(broken)))
                .toCompletionStage();
    }

    private Future<Outcome> send(HttpClientRequest request, ObjectNode body, LineReader reader) {
        Promise<Outcome> over = Promise.promise();
        request.send(Buffer.buffer(body.toString()))
                .onSuccess(response -> read(response, reader, over))
                .onFailure(over::tryFail);
        return over.future();
    }

    private void read(HttpClientResponse response, LineReader reader, Promise<Outcome> over) {
        RecordParser lines = RecordParser.newDelimited("\n", response).maxRecordSize(LONGEST_LINE);
        lines.exceptionHandler(broken -> {
            response.request().reset();
            over.tryFail(broken);
        });
        lines.handler(line -> line(reader, line));
        lines.endHandler(ended -> over.tryComplete(reader.outcome(response.statusCode())));
    }

    private static void line(LineReader reader, Buffer line) {
        if (line.length() == 0) {
            return;
        }
        try {
            reader.read(JSON.readTree(line.getBytes()));
        } catch (IOException malformed) {
            reader.malformed();
        }
    }

    private static String reason(Throwable broken) {
        String message = broken.getMessage();
        return message == null ? broken.getClass().getSimpleName() : message;
    }

    /** Understands what a node says line by line. */
    private abstract static class LineReader {

        private Optional<String> error = Optional.empty();

        void read(JsonNode record) {
            if (record.path("error").isTextual()) {
                error = Optional.of(record.path("error").asText());
            } else {
                understand(record);
            }
        }

        /** A node that does not speak plainly is judged by how it ends. */
        void malformed() {}

        abstract void understand(JsonNode record);

        abstract boolean isWhole();

        Outcome outcome(int status) {
            if (error.isPresent()) {
                return new Outcome.Refused(error.get());
            }
            if (status != 200) {
                return new Outcome.Refused("status " + status);
            }
            return isWhole() ? Outcome.DONE : new Outcome.Unreached("the answer ended too early");
        }
    }

    /** {@code /api/pull}: lines of progress, then success. */
    private static final class PullReader extends LineReader {

        private final Consumer<Step> steps;
        private boolean whole;

        PullReader(Consumer<Step> steps) {
            this.steps = steps;
        }

        @Override
        void understand(JsonNode record) {
            String status = record.path("status").asText();
            if (status.equals(SUCCESS)) {
                whole = true;
                return;
            }
            String digest = record.path("digest").asText("");
            Optional<Step.Layer> layer = digest.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Step.Layer(
                            digest,
                            record.path("total").asLong(),
                            record.path("completed").asLong()));
            steps.accept(new Step(status, layer));
        }

        @Override
        boolean isWhole() {
            return whole;
        }
    }

    /** {@code /api/generate} without a prompt, {@code /api/embed} without an input: one record. */
    private static final class LoadReader extends LineReader {

        private final String sign;
        private boolean done;

        LoadReader(String sign) {
            this.sign = sign;
        }

        @Override
        void understand(JsonNode record) {
            done = record.has(sign);
        }

        @Override
        boolean isWhole() {
            return done;
        }
    }
}
