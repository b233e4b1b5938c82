package dev.parley.orchestrator.upstream;

import dev.parley.orchestrator.model.Piece;
import dev.parley.protocol.problem.ProblemCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a streamed chat answer. */
final class ChatRecord {

    private ChatRecord() {}

    /**
     * The pieces of a line: at least one, an ending for the last.
     *
     * @param node as the router named it
     * @param cache what the router's cache had to do with it
     */
    static List<Piece> pieces(Buffer line, @Nullable String node, @Nullable String cache) {
        JsonObject chunk;
        try {
            chunk = new JsonObject(line);
        } catch (DecodeException | ClassCastException notARecord) {
            return List.of(new Piece.Broken(ProblemCode.STREAM_BROKEN, null, "a line that is no record"));
        }
        if (chunk.getValue("error") != null) {
            return List.of(new Piece.Broken(ProblemCode.STREAM_BROKEN, null, String.valueOf(chunk.getValue("error"))));
        }
        List<Piece> pieces = new ArrayList<>(2);
        if (chunk.getValue("message") instanceof JsonObject message) {
            if (message.getValue("thinking") instanceof String thinking && !thinking.isEmpty()) {
                pieces.add(new Piece.Thought(thinking));
            }
            if (message.getValue("content") instanceof String content && !content.isEmpty()) {
                pieces.add(new Piece.Text(content));
            }
        }
        if (Boolean.TRUE.equals(chunk.getValue("done"))) {
            pieces.add(new Piece.Done(
                    count(chunk, "prompt_eval_count"),
                    count(chunk, "eval_count"),
                    node,
                    chunk.getValue("model") instanceof String model ? model : null,
                    cache,
                    "length".equals(chunk.getValue("done_reason")) ? Piece.Finish.LENGTH : Piece.Finish.STOP));
        }
        return pieces.isEmpty() ? List.of(new Piece.Blank(line.length())) : pieces;
    }

    private static @Nullable Integer count(JsonObject chunk, String field) {
        return chunk.getValue(field) instanceof Number number ? number.intValue() : null;
    }
}
