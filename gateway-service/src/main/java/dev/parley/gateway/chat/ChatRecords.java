package dev.parley.gateway.chat;

import dev.parley.protocol.problem.Problem;
import io.vertx.core.json.JsonObject;

/** How answers look: the four fields of the first system, in its order, and what a stream of them is made of. */
public final class ChatRecords {

    private static final String RESPONSE = "response";

    private ChatRecords() {}

    /** A whole answer. */
    public static JsonObject whole(String response, Done done) {
        return ends(new JsonObject().put(RESPONSE, response), done);
    }

    /** Some of a stream. */
    public static JsonObject some(Piece piece) {
        JsonObject json = new JsonObject().put(RESPONSE, piece.text());
        if (!piece.thinking().isEmpty()) {
            json.put("thinking", piece.thinking());
        }
        return json.put("done", false);
    }

    /** The last of a stream that is whole. */
    public static JsonObject last(Done done) {
        return ends(new JsonObject().put(RESPONSE, "").put("done", true), done);
    }

    /** The last of a stream that is not. */
    public static JsonObject broken(Failure failure) {
        Problem problem = failure.problem();
        String sentence = problem.detail() == null ? problem.title() : problem.detail();
        return new JsonObject()
                .put("error", sentence)
                .put("code", problem.code().wireName());
    }

    private static JsonObject ends(JsonObject json, Done done) {
        return json.put("model", done.model()).put("task_type", done.taskType()).put("duration_ms", done.durationMs());
    }

    /** A record on a line of its own, free of what some clients take for the end of a line besides. */
    public static String line(JsonObject record) {
        String json = record.encode();
        for (int i = 0; i < json.length(); i++) {
            if (isLineEnd(json.charAt(i))) {
                return escaped(json) + '\n';
            }
        }
        return json + '\n';
    }

    private static boolean isLineEnd(char letter) {
        return letter == '\u0085' || letter == '\u2028' || letter == '\u2029';
    }

    private static String escaped(String json) {
        return json.replace("\u0085", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }
}
