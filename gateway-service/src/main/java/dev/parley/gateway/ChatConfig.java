package dev.parley.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;

/** Task chat. */
public interface ChatConfig {

    /** The largest answer that is not streamed: it is held until it is whole. Four million letters are a long book. */
    @WithDefault("4M")
    MemorySize maxAnswer();

    /** Several messages at once. */
    Batch batch();

    /** Chat over a WebSocket. */
    Socket socket();

    /** Several messages at once. */
    interface Batch {
        /** So many messages may one request have; with the bound on its body some ten thousand characters each. */
        @WithDefault("100")
        int requests();

        /** So many of them are under way at once where the request does not say. */
        @WithDefault("4")
        int parallel();

        /** What a request may ask for at most: more would only wait in the router's queue, before other callers. */
        @WithDefault("16")
        int mostParallel();
    }

    /** Chat over a WebSocket. */
    interface Socket {
        /** So many requests may be under way on one socket: a page shows a few answers, a program has batches. */
        @WithDefault("8")
        int requests();
    }
}
