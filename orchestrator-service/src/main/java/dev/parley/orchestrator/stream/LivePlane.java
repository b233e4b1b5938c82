package dev.parley.orchestrator.stream;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.function.Consumer;

/** What is being said right now, for whoever listens. All of it can be lost: the log brings the whole turn in the end. */
public interface LivePlane {

    /** Opens an attempt for publishing. */
    LiveSink open(LiveKey key, long seq);

    /** The attempt's text so far; empty where none is known. Never fails. */
    Uni<String> textSoFar(LiveKey key, long seq);

    /** Hands on what is published from now on, on any thread and quickly taken, until cancelled. May leave gaps. */
    Cancellable follow(LiveKey key, Consumer<LiveChunk> listener);
}
