package dev.parley.router.node;

import java.time.Duration;

/** Does something later. */
@FunctionalInterface
public interface Delays {

    /** Runs {@code action} once, after {@code delay}, on whatever thread does such things. */
    void after(Duration delay, Runnable action);
}
