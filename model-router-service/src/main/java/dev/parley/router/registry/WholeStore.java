package dev.parley.router.registry;

import java.util.concurrent.CompletionStage;

/** Keeps something that is small enough to be read and replaced as a whole, for all routers. Both fail when it cannot be reached. */
public interface WholeStore<T> {

    /** All of it. */
    CompletionStage<T> read();

    /** This in place of what was there; other routers hear of it. @param by who says so */
    CompletionStage<Void> replace(T whole, String by);
}
