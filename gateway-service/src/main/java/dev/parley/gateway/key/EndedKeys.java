package dev.parley.gateway.key;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/**
 * Keys that may still pay for conversations although they have ended. Every call fails with
 * {@link dev.parley.gateway.StoreAway} while the database cannot be reached.
 */
public interface EndedKeys {

    /** Those that had ended by now and were not settled yet, the first to end first. */
    Uni<List<EndedKey>> unsettled(Instant now, int most);

    /** Nothing is done on its behalf any more. Repeatable. */
    Uni<Void> settle(EndedKey key, Instant now);
}
