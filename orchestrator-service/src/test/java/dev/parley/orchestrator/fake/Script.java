package dev.parley.orchestrator.fake;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How a fake node answers one question. */
@FunctionalInterface
public interface Script {

    void play(Vertx vertx, HttpServerRequest request, JsonObject body);

    /** A whole answer, word by word. */
    static Script answer(String text, int tokens) {
        return pieces(List.of(text.split("(?<= )")), tokens);
    }

    /** An answer that ends because it was given no more tokens. */
    static Script cut(String text, int tokens) {
        return (vertx, request, body) ->
                begin(request).end(text(body, text) + done(body, tokens).replace("\"stop\"", "\"length\""));
    }

    /** A whole answer in these pieces. */
    static Script pieces(List<String> pieces, int tokens) {
        return (vertx, request, body) -> {
            HttpServerResponse response = begin(request);
            pieces.forEach(piece -> response.write(text(body, piece)));
            response.end(done(body, tokens));
        };
    }

    /** Says the first pieces, waits for the gate, then says the rest. */
    static Script held(List<String> first, CompletableFuture<?> gate, List<String> rest, int tokens) {
        return (vertx, request, body) -> {
            HttpServerResponse response = begin(request);
            var context = vertx.getOrCreateContext();
            first.forEach(piece -> response.write(text(body, piece)));
            gate.thenRun(() -> context.runOnContext(open -> {
                if (!response.closed()) {
                    rest.forEach(piece -> response.write(text(body, piece)));
                    response.end(done(body, tokens));
                }
            }));
        };
    }

    /** Says three things, each once its gate is open. */
    static Script heldTwice(
            String one, CompletableFuture<?> first, String two, CompletableFuture<?> second, String three) {
        return (vertx, request, body) -> {
            HttpServerResponse response = begin(request);
            var context = vertx.getOrCreateContext();
            response.write(text(body, one));
            first.thenRun(() -> context.runOnContext(open -> response.write(text(body, two))));
            second.thenRun(() -> context.runOnContext(open -> response.end(text(body, three) + done(body, 3))));
        };
    }

    /** Thinks aloud, waits for the gate, then answers. */
    static Script thinkingAloud(String thought, CompletableFuture<?> gate, String text) {
        return (vertx, request, body) -> {
            HttpServerResponse response = begin(request);
            var context = vertx.getOrCreateContext();
            response.write(record(
                    body,
                    new JsonObject().put("role", "assistant").put("content", "").put("thinking", thought)));
            gate.thenRun(() -> context.runOnContext(open -> {
                response.write(text(body, text));
                response.end(done(body, 3));
            }));
        };
    }

    /** The router has no answer. */
    static Script refused(int status, String code, String retryAfter) {
        return (vertx, request, body) -> {
            HttpServerResponse response = request.response().setStatusCode(status);
            response.putHeader("X-Parley-Error", code).putHeader("Content-Type", "application/json");
            if (retryAfter != null) {
                response.putHeader("Retry-After", retryAfter);
            }
            response.end("{\"error\":\"" + code + "\"}");
        };
    }

    /** The node itself has no answer. */
    static Script nodeError(int status, String error) {
        return (vertx, request, body) -> request.response()
                .setStatusCode(status)
                .putHeader("X-Parley-Node", "node-a")
                .end(new JsonObject().put("error", error).toBuffer());
    }

    /** The connection dies after this text. */
    static Script dying(String text) {
        return (vertx, request, body) -> begin(request)
                .write(text(body, text))
                .onComplete(written ->
                        vertx.setTimer(30, later -> request.connection().close()));
    }

    /** A proper end without a last record. */
    static Script truncated(String text) {
        return (vertx, request, body) -> begin(request).end(text(body, text));
    }

    /** An error record in the middle of the answer. */
    static Script errorAfter(String text) {
        return (vertx, request, body) ->
                begin(request).end(text(body, text) + "{\"error\":\"the runner has stopped\"}\n");
    }

    /** Record after record, and not a word, for as long as somebody listens. */
    static Script silentRecords() {
        return (vertx, request, body) -> goOn(begin(request), text(body, ""));
    }

    /** Refuses, and does not come to an end with saying why. */
    static Script endlessRefusal(int status) {
        return (vertx, request, body) ->
                goOn(request.response().setStatusCode(status).setChunked(true), "no ".repeat(1_000));
    }

    private static void goOn(HttpServerResponse response, String piece) {
        while (!response.closed() && !response.writeQueueFull()) {
            response.write(piece);
        }
        if (!response.closed()) {
            response.drainHandler(drained -> goOn(response, piece));
        }
    }

    private static HttpServerResponse begin(HttpServerRequest request) {
        String node = request.getHeader("X-Parley-Node");
        return request.response()
                .setChunked(true)
                .putHeader("Content-Type", "application/x-ndjson")
                .putHeader("X-Parley-Node", node == null ? "node-chosen" : node);
    }

    private static String text(JsonObject body, String piece) {
        return record(body, new JsonObject().put("role", "assistant").put("content", piece));
    }

    private static String record(JsonObject body, JsonObject message) {
        return new JsonObject()
                        .put("model", body.getString("model"))
                        .put("created_at", "2026-01-01T00:00:00Z")
                        .put("message", message)
                        .put("done", false)
                        .encode()
                + "\n";
    }

    private static String done(JsonObject body, int tokens) {
        return new JsonObject()
                        .put("model", body.getString("model"))
                        .put("created_at", "2026-01-01T00:00:00Z")
                        .put(
                                "message",
                                new JsonObject().put("role", "assistant").put("content", ""))
                        .put("done", true)
                        .put("done_reason", "stop")
                        .put("prompt_eval_count", 11)
                        .put("eval_count", tokens)
                        .encode()
                + "\n";
    }
}
