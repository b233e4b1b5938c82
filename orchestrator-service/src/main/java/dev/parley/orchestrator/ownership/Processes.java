package dev.parley.orchestrator.ownership;

import dev.parley.orchestrator.conversation.Holding;
import dev.parley.transport.process.ProcessIdentity;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Who lives, and who runs what. Times are the database's own, so that no two machines' clocks are compared. */
public interface Processes {

    /** This process lives. */
    Uni<Void> beat(ProcessIdentity process);

    /**
     * Takes conversations that should run and that nobody runs: never owned, released, owned by a process that has been
     * silent for {@code lapse}, or owned by this process but not among {@code running}. Each gets a higher fence.
     *
     * @param most how many at most, the one that waited longest first
     */
    Uni<List<Holding>> takeOver(ProcessIdentity process, Duration lapse, Set<UUID> running, int most);

    /** Which of these somebody else owns by now. */
    Uni<List<UUID>> lost(ProcessIdentity process, Set<UUID> running);

    /** This process goes: what it runs is free at once, and the others are told. */
    Uni<Void> leave(ProcessIdentity process);

    /** Calls back, on any thread and quickly, when there may be something to take. */
    void onUnowned(Runnable ring);
}
