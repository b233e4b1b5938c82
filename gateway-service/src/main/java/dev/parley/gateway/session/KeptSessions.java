package dev.parley.gateway.session;

import dev.parley.gateway.key.SecretHash;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Where sessions are kept. Every call fails with {@link dev.parley.gateway.StoreAway} while that cannot be reached. */
public interface KeptSessions {

    /** The session with this token. */
    Uni<Optional<KeptSession>> find(SecretHash token);

    /** Those of these that there are. */
    Uni<Set<SecretHash>> present(Set<SecretHash> tokens);

    /** Keeps a new one, and forgets those that ended before {@code now}. */
    Uni<Void> keep(KeptSession session, Instant now);

    /** Forgets one; does nothing if there is none. */
    Uni<Void> forget(SecretHash token);
}
