package dev.parley.router.redis;

/** Redis is not there, or too slow to be of use. Cheap: it has no stack trace, because it is no surprise. */
final class Away extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The only one. */
    static final Away CAUSE = new Away();

    private Away() {
        super("redis is away", null, false, false);
    }
}
