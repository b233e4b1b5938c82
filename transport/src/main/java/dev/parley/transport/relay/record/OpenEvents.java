package dev.parley.transport.relay.record;

import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.Problems;
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

    /** Unlike a break: who comes back is refused too. */
    @Override
    public Buffer refused(ProblemCode why) {
        return Buffer.buffer("event: error\ndata: ")
                .appendString(Problems.json(Problem.of(why, null, null)))
                .appendString("\n\n");
    }

    @Override
    public boolean headFirst() {
        return true;
    }
}
