package dev.parley.gateway.audit;

import dev.parley.protocol.access.AuditPage;
import io.smallrye.mutiny.Uni;
import java.util.OptionalLong;

/** Reads what administrators did. It is written in the transaction of each deed, by whoever does it. */
public interface AuditLog {

    /**
     * Deeds in every tenant, newest first.
     *
     * @param before the id of the last entry of the page before; empty for the first page
     * @return fails with {@link dev.parley.gateway.StoreAway} while the database cannot be reached
     */
    Uni<AuditPage> page(int limit, OptionalLong before);
}
