package dev.parley.transport.relay.request;

/** A body cannot be understood. Cheap: it has no stack trace, because it is no surprise. */
public final class MalformedRequest extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedRequest(String message) {
        super(message, null, false, false);
    }

    /** What a node would say where that is known; names no value of the body. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
