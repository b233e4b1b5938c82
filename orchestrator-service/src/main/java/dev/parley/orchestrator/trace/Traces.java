package dev.parley.orchestrator.trace;

import dev.parley.protocol.caller.Caller;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where traces are kept: a tenant's own, for a while. All fail with {@code StoreUnavailable} while that place is away. */
public interface Traces {

    /** Begins one and gives it a name that no other has. */
    Uni<Trace> begin(Caller caller, String prompt, boolean orchestrated);

    /** Adds a step. */
    Uni<Void> add(Caller caller, String traceId, TraceStep step);

    /** One of the tenant's. */
    Uni<Optional<Trace>> find(String tenant, String traceId);

    /**
     * The tenant's, newest first.
     *
     * @param before the last of the page before; null for the first page
     */
    Uni<List<Trace>> page(String tenant, @Nullable String before, int most);

    /** Removes those that are too old or too many, a bounded number at once; tells how many. */
    Uni<Integer> sweep();
}
