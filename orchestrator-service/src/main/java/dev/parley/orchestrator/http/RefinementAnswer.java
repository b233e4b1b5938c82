package dev.parley.orchestrator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.orchestrator.refinement.Refined;
import dev.parley.orchestrator.refinement.Wish;
import dev.parley.orchestrator.trace.TraceStep;
import dev.parley.protocol.problem.Problem;
import dev.parley.transport.problem.Problems;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes an improved answer in the form of OpenAI's chat completions: one object, or events with pieces of the final answer,
 * between which each step is an event {@code step}. While models work and nothing is to be told, a comment says now and then
 * that the stream is alive; the first one brings the head with it, so what is refused later is told as an event. A client that leaves lets the node stop.
 */
final class RefinementAnswer extends StreamedAnswer<Refined> {

    private final HttpServerResponse response;
    private final Wish wish;
    private final long created;
    private final long heartbeat;
    private final ObjectMapper json;
    private String model = "auto";
    private String id = "";

    /** @param quiet how long a stream may say nothing */
    RefinementAnswer(RoutingContext routing, Wish wish, Instant now, Duration quiet, ObjectMapper json) {
        super(routing);
        this.json = json;
        this.response = routing.response();
        this.wish = wish;
        this.created = now.getEpochSecond();
        this.heartbeat = wish.stream() ? routing.vertx().setPeriodic(quiet.toMillis(), tick -> beat()) : -1;
    }

    @Override
    void over() {
        routing().vertx().cancelTimer(heartbeat);
    }

    @Override
    void write(Refined refined) {
        if (refined instanceof Refined.Begun begun) {
            id = begun.traceId();
        } else if (refined instanceof Refined.Stepped stepped) {
            step(stepped.step());
        } else if (refined instanceof Refined.Text text) {
            event(chunk(new JsonObject().put("content", text.content()), null));
        } else if (refined instanceof Refined.Whole whole) {
            end(whole);
        } else if (refined instanceof Refined.Failed failed) {
            refuse(failed);
        }
    }

    private void step(TraceStep step) {
        if (step.model() != null) {
            model = step.model();
        }
        if (wish.stream()) {
            opened().write("event: step\ndata: " + written(step) + "\n\n");
        }
    }

    private String written(TraceStep step) {
        try {
            return json.writeValueAsString(step);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end(Refined.Whole whole) {
        model = whole.model();
        if (wish.stream()) {
            event(chunk(new JsonObject(), whole.finish().wireName()).mergeIn(figures(whole)));
            response.end("data: [DONE]\n\n");
            return;
        }
        JsonObject message = new JsonObject().put("role", "assistant").put("content", whole.answer());
        JsonObject choice = new JsonObject()
                .put("index", 0)
                .put("message", message)
                .put("finish_reason", whole.finish().wireName());
        response.putHeader("Content-Type", "application/json")
                .putHeader("X-Parley-Model", whole.model())
                .end(head("chat.completion")
                        .put("choices", new JsonArray().add(choice))
                        .mergeIn(figures(whole))
                        .toBuffer());
    }

    private static JsonObject figures(Refined.Whole whole) {
        int prompt = whole.spent().promptTokens();
        int tokens = whole.spent().tokens();
        JsonObject figures = new JsonObject()
                .put(
                        "usage",
                        new JsonObject()
                                .put("prompt_tokens", prompt)
                                .put("completion_tokens", tokens)
                                .put("total_tokens", prompt + tokens))
                .put("trace_id", whole.traceId());
        if (whole.score() != null) {
            figures.put("score", whole.score());
        }
        if (whole.incomplete() != null) {
            figures.put("incomplete", whole.incomplete().wireName());
        }
        Refined.Baseline baseline = whole.baseline();
        if (baseline != null) {
            JsonObject told = new JsonObject()
                    .put("message", new JsonObject().put("role", "assistant").put("content", baseline.answer()))
                    .put("samples", baseline.samples())
                    .put("tokens", baseline.tokens());
            figures.put("baseline", baseline.score() == null ? told : told.put("score", baseline.score()));
        }
        return figures;
    }

    private void refuse(Refined.Failed failed) {
        if (response.headWritten()) {
            JsonObject error = new JsonObject()
                    .put("message", failed.detail())
                    .put("type", "server_error")
                    .put("code", failed.code().wireName());
            response.end("data: " + new JsonObject().put("error", error).encode() + "\n\n");
            return;
        }
        if (failed.retryAfter() != null) {
            response.putHeader("Retry-After", Long.toString(failed.retryAfter().toSeconds()));
        }
        Problems.answer(routing(), Problem.of(failed.code(), failed.detail(), null));
    }

    private JsonObject chunk(JsonObject delta, @Nullable String finish) {
        JsonObject choice = new JsonObject().put("index", 0).put("delta", delta).put("finish_reason", finish);
        return head("chat.completion.chunk").put("choices", new JsonArray().add(choice));
    }

    private JsonObject head(String object) {
        return new JsonObject()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    private void event(JsonObject data) {
        opened().write("data: " + data.encode() + "\n\n");
    }

    private HttpServerResponse opened() {
        if (!response.headWritten()) {
            response.setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Accel-Buffering", "no");
        }
        return response;
    }

    private void beat() {
        if (!response.ended() && !response.closed()) {
            opened().write(": \n\n");
        }
    }
}
