package dev.parley.transport.relay.record;

/** What a record means for the end of its answer. */
public enum Mark {
    /** Says nothing: an empty line, a comment. */
    NOTHING,

    /** More must follow; an answer that stops here is truncated. */
    MORE,

    /** The answer is complete. */
    DONE,

    /** The answer ends with an error that was passed on. */
    ERROR;

    /** Whether an answer may end after this. */
    public boolean ends() {
        return this == DONE || this == ERROR;
    }
}
