package dev.parley.gateway.chat;

import dev.parley.protocol.problem.Problem;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What is told over a socket: every frame names the request that it belongs to, by the id that the request had. */
public final class ChatFrames {

    private ChatFrames() {}

    /** Some of an answer. */
    public static String token(Object id, Piece piece) {
        JsonObject frame = frame("token", id).put("content", piece.text());
        if (!piece.thinking().isEmpty()) {
            frame.put("thinking", piece.thinking());
        }
        return frame.encode();
    }

    /** It is whole. */
    public static String done(Object id, Done done) {
        return frame("done", id)
                .put("model", done.model())
                .put("task_type", done.taskType())
                .put("duration_ms", done.durationMs())
                .encode();
    }

    /** It was given up because the client asked for that. */
    public static String cancelled(Object id) {
        return frame("cancelled", id).encode();
    }

    /**
     * There is none, or no whole one.
     *
     * @param id null if the request had none
     */
    public static String error(@Nullable Object id, Failure failure) {
        Problem problem = failure.problem();
        JsonObject frame = frame("error", id)
                .put("code", problem.code().wireName())
                .put("status", problem.status())
                .put("title", problem.title());
        if (problem.detail() != null) {
            frame.put("detail", problem.detail());
        }
        if (problem.field() != null) {
            frame.put("field", problem.field());
        }
        if (failure.retryAfter() != null) {
            frame.put("retry_after", failure.retryAfter());
        }
        return frame.encode();
    }

    private static JsonObject frame(String type, @Nullable Object id) {
        return new JsonObject().put("type", type).put("id", id);
    }
}
