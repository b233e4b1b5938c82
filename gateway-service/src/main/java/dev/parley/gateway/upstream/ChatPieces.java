package dev.parley.gateway.upstream;

import dev.parley.gateway.chat.Piece;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The texts in the records of Ollama's chat: of every line of a stream, or of one body when all of it is there. */
final class ChatPieces {

    private final boolean streamed;
    private final int longest;
    private final Buffer body = Buffer.buffer();
    private boolean tooLong;
    private @Nullable String told;
    private @Nullable String model;

    /** @param longest bytes of a body that is kept until it is whole; a stream is not kept */
    ChatPieces(boolean streamed, int longest) {
        this.streamed = streamed;
        this.longest = longest;
    }

    /** What these say; nothing as long as a body is not whole. */
    List<Piece> of(Buffer records) {
        if (!streamed) {
            keep(records);
            return List.of();
        }
        return records.toString().lines().flatMap(this::read).toList();
    }

    private void keep(Buffer part) {
        tooLong |= body.length() + part.length() > longest;
        if (!tooLong) {
            body.appendBuffer(part);
        }
    }

    /** What is left to say when the answer is complete. */
    List<Piece> last() {
        return streamed ? List.of() : read(body.toString()).toList();
    }

    /** Whether a body was longer than is kept. */
    boolean tooLong() {
        return tooLong;
    }

    /** What a stream said in its own words of why it ended early. */
    Optional<String> told() {
        return Optional.ofNullable(told);
    }

    /** The model as the node spells it, if it has told. */
    Optional<String> model() {
        return Optional.ofNullable(model);
    }

    private Stream<Piece> read(String record) {
        try {
            JsonObject json = new JsonObject(record);
            if (model == null && json.getValue("model") instanceof String name) {
                model = name;
            }
            if (json.getValue("error") instanceof String error) {
                told = error;
            }
            return json.getValue("message") instanceof JsonObject message ? piece(message) : Stream.empty();
        } catch (DecodeException noRecord) {
            return Stream.empty();
        }
    }

    private static Stream<Piece> piece(JsonObject message) {
        return Stream.of(new Piece(text(message, "content"), text(message, "thinking")))
                .filter(piece -> !piece.isEmpty());
    }

    private static String text(JsonObject message, String field) {
        return message.getValue(field) instanceof String text ? text : "";
    }
}
