package dev.parley.transport.relay.record;

import io.vertx.core.buffer.Buffer;

/** Events that a reader can resume: an early end is no error to be told, the reader comes back. */
final class OpenEvents implements AnswerForm {

    static final OpenEvents INSTANCE = new OpenEvents();

    private OpenEvents() {}

    @Override
    public Framing framing() {
        return Framing.EVENTS;
    }

    @Override
    public Mark mark(byte[] record) {
        return Mark.DONE;
    }

    @Override
    public Buffer broken(String message) {
        return Buffer.buffer();
    }

    @Override
    public boolean headFirst() {
        return true;
    }
}
