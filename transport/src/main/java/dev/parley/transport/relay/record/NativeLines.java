package dev.parley.transport.relay.record;

import dev.parley.protocol.problem.ProblemCode;
import io.vertx.core.buffer.Buffer;

/**
 * Ollama's streams. Nearly every record ends with {@code "done":false}}, which its last bytes tell; only the others are
 * scanned, and there a key counts at the top level only: text holds its quotes escaped, but a tool's arguments may well
 * have a {@code done} of their own.
 */
final class NativeLines implements AnswerForm {

    static final NativeLines INSTANCE = new NativeLines();

    private static final byte[] GOES_ON = JsonText.ascii("\"done\":false}");

    private NativeLines() {}

    @Override
    public Framing framing() {
        return Framing.LINES;
    }

    @Override
    public Mark mark(byte[] record) {
        int end = JsonText.trimmedLength(record);
        if (end == 0) {
            return Mark.NOTHING;
        }
        if (JsonText.endsWith(record, end, GOES_ON)) {
            return Mark.MORE;
        }
        if (JsonText.isTrue(record, JsonText.valueOf(record, "done"))) {
            return Mark.DONE;
        }
        return JsonText.valueOf(record, "error") >= 0 ? Mark.ERROR : Mark.MORE;
    }

    @Override
    public Buffer broken(String message) {
        return Buffer.buffer(Surface.NATIVE.errorJson(500, message)).appendByte((byte) '\n');
    }

    @Override
    public Buffer refused(ProblemCode why) {
        return Buffer.buffer(Surface.NATIVE.codedJson(why)).appendByte((byte) '\n');
    }
}
