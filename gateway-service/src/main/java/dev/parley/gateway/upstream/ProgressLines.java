package dev.parley.gateway.upstream;

import dev.parley.transport.relay.record.AnswerForm;
import dev.parley.transport.relay.record.Framing;
import dev.parley.transport.relay.record.Mark;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a model has come on its way into memories: a record a line, the last with {@code success} or an {@code error}. */
public final class ProgressLines implements AnswerForm {

    private static final ProgressLines INSTANCE = new ProgressLines();

    private ProgressLines() {}

    /** Tells progress from a refusal, by its head. */
    public static Optional<AnswerForm> form(int status, @Nullable String contentType) {
        boolean progress = status < 300 && contentType != null && contentType.startsWith("application/x-ndjson");
        return Optional.of(progress ? INSTANCE : AnswerForm.wholeBody());
    }

    @Override
    public Framing framing() {
        return Framing.LINES;
    }

    @Override
    public Mark mark(byte[] record) {
        Buffer line = Buffer.buffer(record);
        if (line.toString().isBlank()) {
            return Mark.NOTHING;
        }
        try {
            JsonObject told = new JsonObject(line);
            if (told.getValue("error") != null) {
                return Mark.ERROR;
            }
            return "success".equals(told.getValue("status")) ? Mark.DONE : Mark.MORE;
        } catch (DecodeException noRecord) {
            return Mark.MORE;
        }
    }

    @Override
    public Buffer broken(String message) {
        return new JsonObject().put("error", message).toBuffer().appendByte((byte) '\n');
    }
}
