package dev.parley.orchestrator.stream;

import io.smallrye.mutiny.subscription.Cancellable;
import java.util.UUID;

/** Says when a conversation's log may have grown, or its wishes changed. May ring in vain, never fails to ring for long. */
public interface Wakes {

    /** Calls back, on any thread and quickly, until cancelled. */
    Cancellable watch(UUID conversation, Runnable ring);
}
