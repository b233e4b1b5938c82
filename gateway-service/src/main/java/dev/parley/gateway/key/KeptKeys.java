package dev.parley.gateway.key;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Where keys are kept. Every call fails with {@link dev.parley.gateway.StoreAway} while that cannot be reached. */
public interface KeptKeys {

    /** The key with this id, whatever has become of it. */
    Uni<Optional<KeptKey>> find(String id);

    /** What changed after this change, oldest first, at most so many. */
    Uni<List<KeptKey>> changedSince(long change, int most);

    /** The latest change; 0 before the first. */
    Uni<Long> lastChange();
}
