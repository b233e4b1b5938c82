package dev.parley.transport.relay.record;

import dev.parley.protocol.problem.ProblemCode;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** OpenAI's streams. */
final class OpenAiEvents implements AnswerForm {

    static final OpenAiEvents INSTANCE = new OpenAiEvents();

    private static final byte[] DATA = JsonText.ascii("data:");
    private static final byte[] DONE = JsonText.ascii("[DONE]");

    private OpenAiEvents() {}

    @Override
    public Framing framing() {
        return Framing.EVENTS;
    }

    @Override
    public Mark mark(byte[] record) {
        int data = JsonText.lineStartingWith(record, DATA);
        if (data < 0) {
            return Mark.NOTHING;
        }
        byte[] payload = Arrays.copyOfRange(record, data + DATA.length, record.length);
        int start = JsonText.afterSpaces(payload, 0);
        if (JsonText.startsWith(payload, start, DONE)) {
            return Mark.DONE;
        }
        int error = JsonText.valueOf(payload, "error");
        return error >= 0 && !JsonText.isNull(payload, error) ? Mark.ERROR : Mark.MORE;
    }

    @Override
    public Buffer broken(String message) {
        return Buffer.buffer("data: ")
                .appendString(Surface.OPENAI.errorJson(500, message))
                .appendString("\n\n");
    }

    @Override
    public Buffer refused(ProblemCode why) {
        return Buffer.buffer("data: ")
                .appendString(Surface.OPENAI.codedJson(why))
                .appendString("\n\n");
    }
}
