package dev.parley.router.relay;

/** Keeps what is told of requests. */
@FunctionalInterface
public interface Journal {

    /** A request begins. Called on its context. */
    Entry begin();

    /** Of one request: told of every decision, the last of them its end. */
    @FunctionalInterface
    interface Entry {

        /** This was decided. */
        void note(Step step);
    }
}
