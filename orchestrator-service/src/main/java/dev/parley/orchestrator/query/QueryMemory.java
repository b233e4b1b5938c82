package dev.parley.orchestrator.query;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** What was asked and answered before. Bounded in length and in age; fails with {@code StoreUnavailable}. */
public interface QueryMemory {

    /** Oldest first; nothing if nobody remembers. */
    Uni<List<Exchange>> read(MemoryKey memory);

    /** Remembers one more, for a while from now; the oldest are forgotten where it grows too long. */
    Uni<Void> add(MemoryKey memory, Exchange exchange);

    /** Forgets all of it. Repeatable. */
    Uni<Void> forget(MemoryKey memory);

    /** Forgets what is too old, of everybody. */
    Uni<Integer> forgetExpired();
}
