package dev.parley.orchestrator.pace;

/** Runs work on a context of its own, so that what one conversation waits for never mixes with another's. */
@FunctionalInterface
public interface FreshContexts {

    /** Runs it soon, on an event loop. */
    void run(Runnable work);
}
