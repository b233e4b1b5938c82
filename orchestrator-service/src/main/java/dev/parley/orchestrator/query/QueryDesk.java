package dev.parley.orchestrator.query;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes questions. */
public final class QueryDesk {

    private final QueryTools tools;
    private final AtomicInteger running = new AtomicInteger();

    public QueryDesk(QueryTools tools) {
        this.tools = tools;
    }

    /**
     * Asks when subscribed to: pieces if wished, then exactly one ending. Cancelling lets the node stop. Fails with
     * {@code StoreUnavailable} before anything is asked if a memory is wished for and cannot be looked into.
     */
    public Multi<Told> ask(Caller caller, Query query) {
        return Multi.createFrom().deferred(() -> {
            if (running.incrementAndGet() > tools.bounds().running()) {
                running.decrementAndGet();
                String detail = "questions: all %d are under way"
                        .formatted(tools.bounds().running());
                return Multi.createFrom().item(new Told.Failed(ProblemCode.AT_CAPACITY, detail, null));
            }
            return new QueryRun(tools, caller, query).run().onTermination().invoke(running::decrementAndGet);
        });
    }

    /** Forgets what was said under this id. Repeatable. */
    public Uni<Void> forget(Caller caller, String memory) {
        return tools.memory().forget(MemoryKey.of(caller, memory));
    }
}
