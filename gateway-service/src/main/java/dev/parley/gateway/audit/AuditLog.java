package dev.parley.gateway.audit;

import dev.parley.protocol.access.AuditAction;
import dev.parley.protocol.access.AuditPage;
import dev.parley.protocol.caller.Caller;
import io.smallrye.mutiny.Uni;
import java.util.OptionalLong;

/**
 * What administrators did. What is done in this service's database is written down in the transaction of the deed, by whoever
 * does it.
 */
public interface AuditLog {

    /**
     * Deeds in every tenant, newest first.
     *
     * @param before the id of the last entry of the page before; empty for the first page
     * @return fails with {@link dev.parley.gateway.StoreAway} while the database cannot be reached
     */
    Uni<AuditPage> page(int limit, OptionalLong before);

    /**
     * Writes down what another service has done for an administrator.
     *
     * @param how what was asked for, to be told as JSON; when it is very long, only how long it is
     * @return fails with {@link dev.parley.gateway.StoreAway} while the database cannot be reached
     */
    Uni<Void> write(Caller by, AuditAction action, Object how);
}
