package dev.parley.router.relay;

/** Told of every request at its end. */
@FunctionalInterface
public interface Journal {

    /** It is over. */
    void ended(Travelled request);
}
