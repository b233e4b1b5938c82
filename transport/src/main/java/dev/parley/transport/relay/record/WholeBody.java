package dev.parley.transport.relay.record;

import io.vertx.core.buffer.Buffer;

/** One body. Whether it is complete is known from HTTP's framing, not from its bytes. */
final class WholeBody implements AnswerForm {

    static final WholeBody INSTANCE = new WholeBody();

    private WholeBody() {}

    @Override
    public Framing framing() {
        return Framing.WHOLE;
    }

    @Override
    public Mark mark(byte[] record) {
        return Mark.DONE;
    }

    @Override
    public Buffer broken(String message) {
        return Buffer.buffer();
    }
}
