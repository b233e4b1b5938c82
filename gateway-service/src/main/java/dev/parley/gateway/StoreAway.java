package dev.parley.gateway;

/** The database cannot be reached, or not in time. No stack trace: it is expected of every call that needs it. */
public final class StoreAway extends RuntimeException {

    /** @param cause what was seen of it */
    public StoreAway(Throwable cause) {
        super("the database cannot be reached", cause, false, false);
    }
}
