package dev.parley.gateway.quota;

import io.vertx.core.Future;

/** What accounts have used, as all replicas together know it. */
public interface SharedLedger {

    /** Decides at once for all replicas. Fails, and soon, when it cannot be asked. */
    Future<Decision> admit(Claim claim);

    /** Notes a request that was admitted while it could not be asked. */
    void adopt(Claim claim, Decision decision);

    /** Notes what a request took. Never fails: what cannot be told now is made up for from what PostgreSQL knows. */
    void settle(Settlement settlement);

    /** Whether it can be asked now. */
    boolean isThere();
}
