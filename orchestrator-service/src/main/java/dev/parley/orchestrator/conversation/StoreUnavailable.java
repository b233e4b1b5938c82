package dev.parley.orchestrator.conversation;

/** The database cannot be reached; nothing is known to have changed. Cheap: it has no stack trace of its own. */
public final class StoreUnavailable extends RuntimeException {

    /** With what the driver said. */
    public StoreUnavailable(Throwable cause) {
        super(String.valueOf(cause.getMessage()), cause, false, false);
    }
}
