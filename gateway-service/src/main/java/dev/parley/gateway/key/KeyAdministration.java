package dev.parley.gateway.key;

import dev.parley.protocol.access.KeyPage;
import dev.parley.protocol.access.KeyReport;
import dev.parley.protocol.caller.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/**
 * What administrators do with keys. Each deed is in the audit log if and only if it was done. Every call fails with
 * {@link dev.parley.gateway.StoreAway} while the database cannot be reached.
 */
public interface KeyAdministration {

    /** Keeps a new key, and tells every replica. */
    Uni<KeyReport> handOut(NewKey key, Caller by);

    /**
     * Takes a key back for good, and tells every replica. Repeatable: the first time counts.
     *
     * @return whether there is such a key
     */
    Uni<Boolean> takeBack(String id, Caller by, Instant now);

    /**
     * Keys of every tenant, newest first.
     *
     * @param from where the page begins; empty for the first
     */
    Uni<KeyPage> page(int limit, Optional<KeyCursor> from);
}
