package dev.parley.orchestrator.http;

import dev.parley.orchestrator.query.Query;
import dev.parley.orchestrator.query.Told;
import dev.parley.protocol.problem.Problem;
import dev.parley.transport.problem.Problems;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * Writes an answer: one object, or a line for each piece. It asks for the next piece when the last is on its way; a client
 * that leaves lets the node stop.
 */
final class QueryAnswer extends StreamedAnswer<Told> {

    private final HttpServerResponse response;
    private final Query query;

    QueryAnswer(RoutingContext routing, Query query) {
        super(routing);
        this.response = routing.response();
        this.query = query;
    }

    @Override
    void write(Told told) {
        if (told instanceof Told.Text text) {
            piece(text.content());
        } else if (told instanceof Told.Whole whole) {
            end(whole);
        } else if (told instanceof Told.Failed failed) {
            refuse(failed);
        }
    }

    private void piece(String text) {
        if (!response.headWritten()) {
            response.setChunked(true)
                    .putHeader("Content-Type", "application/x-ndjson")
                    .putHeader("X-Accel-Buffering", "no")
                    .putHeader("X-Parley-Model", query.model());
        }
        response.write(line(new JsonObject().put("response", text).put("done", false)));
    }

    private void end(Told.Whole whole) {
        if (!response.headWritten()) {
            response.putHeader("Content-Type", query.stream() ? "application/x-ndjson" : "application/json")
                    .putHeader("X-Parley-Model", whole.model())
                    .putHeader("X-Parley-Attempts", Integer.toString(whole.attempts()));
            if (whole.cache() != null) {
                response.putHeader("X-Parley-Cache", whole.cache());
            }
            if (whole.node() != null) {
                response.putHeader("X-Parley-Node", whole.node());
            }
        }
        JsonObject json = new JsonObject().put("response", whole.response());
        if (query.stream()) {
            json.put("done", true);
        }
        json.put("model", whole.model())
                .put("duration_ms", whole.took().toMillis())
                .put("tokens", whole.tokens())
                .put(
                        "context",
                        new JsonObject()
                                .put("tokens", whole.contextTokens())
                                .put("trimmed_tokens", whole.trimmedTokens()));
        if (whole.remembered() != null) {
            json.put("remembered", whole.remembered());
        }
        // The names under which every relay finds the counts at the end of an answer.
        json.put("prompt_eval_count", whole.promptTokens()).put("eval_count", whole.tokens());
        response.end(query.stream() ? line(json) : json.encode());
    }

    private void refuse(Told.Failed failed) {
        if (response.headWritten()) {
            response.end(line(new JsonObject()
                    .put("error", failed.detail())
                    .put("code", failed.code().wireName())));
            return;
        }
        if (failed.retryAfter() != null) {
            response.putHeader("Retry-After", Long.toString(failed.retryAfter().toSeconds()));
        }
        Problems.answer(routing(), Problem.of(failed.code(), failed.detail(), null));
    }

    private static String line(JsonObject json) {
        return json.encode()
                        .replace("\u0085", "\\u0085")
                        .replace("\u2028", "\\u2028")
                        .replace("\u2029", "\\u2029")
                + '\n';
    }
}
