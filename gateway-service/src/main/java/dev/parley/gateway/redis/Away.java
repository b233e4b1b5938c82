package dev.parley.gateway.redis;

/** Redis cannot be asked. Cheap: it may happen with every request. */
final class Away extends Exception {

    static final Away CAUSE = new Away();

    private static final long serialVersionUID = 1L;

    private Away() {
        super("redis cannot be asked", null, false, false);
    }
}
