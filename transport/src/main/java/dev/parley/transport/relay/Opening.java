package dev.parley.transport.relay;

/** What asking an upstream led to before anything was passed on. Another upstream may still be asked. */
public sealed interface Opening {

    /** It began to answer. The answer must be passed on or dropped. */
    record Answered(Unstarted answer) implements Opening {}

    /**
     * It gave no answer, and its connection is closed.
     *
     * @param detail for logs; may hold an address
     */
    record Unanswered(Fault fault, String detail) implements Opening {}

    /** It was given up by {@link Attempt#cancel()}. */
    record Abandoned() implements Opening {}
}
