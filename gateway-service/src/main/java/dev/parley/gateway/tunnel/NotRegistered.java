package dev.parley.gateway.tunnel;

/** A node could not be registered. */
public final class NotRegistered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Why {
        /** Somebody else has the name, or has taken it over. */
        TAKEN,

        /** There are as many as there may be. */
        FULL,

        /** It is not taken so. */
        INVALID,

        /** Nobody can be asked. */
        AWAY
    }

    private final Why why;

    public NotRegistered(Why why) {
        super(why.name(), null, false, false);
        this.why = why;
    }

    /** Why not. */
    public Why why() {
        return why;
    }

    /** Of any failure. */
    static Why of(Throwable failure) {
        Throwable cause = failure instanceof java.util.concurrent.CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        return cause instanceof NotRegistered not ? not.why() : Why.AWAY;
    }
}
