package dev.parley.transport.relay;

import dev.parley.protocol.problem.ProblemCode;

/** Why an upstream did not give a whole answer. */
public enum Fault {
    /** It was never reached: refused, unroutable, no connection in time. Nothing was sent. */
    UNREACHED(ProblemCode.NODE_FAILED, "the node could not be reached"),

    /** The connection broke after the request went out. */
    BROKEN(ProblemCode.NODE_FAILED, "the node broke the connection"),

    /** Nothing came for longer than the silence allowed. */
    SILENT(ProblemCode.NODE_SILENT, "the node said nothing for longer than the silence allowed"),

    /** It ended properly, but without the record that ends an answer. */
    TRUNCATED(ProblemCode.STREAM_BROKEN, "the answer ended before it was complete"),

    /** The answer ended with an error of the node's own, which was passed on. */
    TOLD(ProblemCode.NODE_FAILED, "the node ended the answer with an error"),

    /** It answered in a form that this API never has. */
    UNREADABLE(ProblemCode.NODE_FAILED, "the node answered in a form that is not understood"),

    /** A record is longer than any client takes. */
    OVERLONG(ProblemCode.STREAM_BROKEN, "a record of the answer is longer than allowed");

    private final ProblemCode code;
    private final String sentence;

    Fault(ProblemCode code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** The code it is told with where nothing has been passed on yet. */
    public ProblemCode code() {
        return code;
    }

    /** One sentence for people; names no address. */
    public String sentence() {
        return sentence;
    }

    /** Whether the request may have begun to be worked on: then sending it again repeats its cost. */
    public boolean reached() {
        return this != UNREACHED;
    }
}
