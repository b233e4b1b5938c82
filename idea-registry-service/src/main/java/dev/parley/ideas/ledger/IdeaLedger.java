package dev.parley.ideas.ledger;

import dev.parley.ideas.novelty.RegistryId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The truth about all registries. Every operation fails with {@link StoreAway} if the store cannot be reached. */
public interface IdeaLedger {

    /**
     * Locks a registry, remembers the fence if it is the highest so far, lets {@code work} at it, and keeps what it did if
     * it ends well.
     *
     * @param fence the opener's; 0 for the registry's own affairs
     */
    <T> Uni<T> open(RegistryId registry, long fence, Function<OpenLedger, Uni<T>> work);

    /** Deletes a registry with all that hangs on it; nothing if there is none. */
    Uni<Void> remove(RegistryId registry);

    /** Registries with unverified ideas, those first that wait longest. */
    Uni<List<RegistryId>> withUnverified(int max);

    /** Provisional claims made before this instant, oldest first. */
    Uni<List<OverdueClaim>> overdue(Instant before, int max);

    /** Deletes claims that lapsed before this instant, with their ideas. Answers how many. */
    Uni<Integer> forget(Instant before, int max);

    /** A claim that nobody has confirmed. */
    record OverdueClaim(RegistryId registry, int turn, long claim) {}

    /** The store cannot be reached, or not in time. Nothing was changed. */
    final class StoreAway extends RuntimeException {

        /** @param cause what its client said */
        public StoreAway(Throwable cause) {
            super("the store cannot be reached: " + cause, cause, false, false);
        }
    }
}
