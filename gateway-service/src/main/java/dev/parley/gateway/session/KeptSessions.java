package dev.parley.gateway.session;

import dev.parley.gateway.key.SecretHash;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** Where sessions are kept. Every call fails with {@link dev.parley.gateway.StoreAway} while that cannot be reached. */
public interface KeptSessions {

    /** The session with this token. */
    Uni<Optional<KeptSession>> find(SecretHash token);

    /** Keeps a new one, and forgets those that ended before {@code now}. */
    Uni<Void> keep(KeptSession session, Instant now);

    /** Forgets one; does nothing if there is none. */
    Uni<Void> forget(SecretHash token);
}
