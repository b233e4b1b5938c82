package dev.parley.simulatednode.json;

/** A body that Go's decoder refuses; the message is the decoder's own text. */
public final class GoJsonException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public GoJsonException(String message) {
        super(message, null, false, false);
    }
}
