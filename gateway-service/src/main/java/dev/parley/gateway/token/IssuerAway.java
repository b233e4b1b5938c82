package dev.parley.gateway.token;

/** The issuer's keys cannot be had, and none that are known will do. No stack trace: the network is to blame. */
public final class IssuerAway extends RuntimeException {

    /** @param cause what was seen of it */
    public IssuerAway(Throwable cause) {
        super("the issuer's keys cannot be read", cause, false, false);
    }
}
