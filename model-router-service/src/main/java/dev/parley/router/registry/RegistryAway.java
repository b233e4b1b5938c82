package dev.parley.router.registry;

/** What is kept cannot be reached; nothing was changed, or it is not known whether anything was. */
public final class RegistryAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RegistryAway(Throwable cause) {
        super(cause.getMessage(), cause, false, false);
    }

    public RegistryAway(String message) {
        super(message, null, false, false);
    }
}
