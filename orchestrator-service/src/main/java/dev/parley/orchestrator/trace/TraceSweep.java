package dev.parley.orchestrator.trace;

import dev.parley.orchestrator.TraceConfig;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.pace.FreshContexts;
import dev.parley.orchestrator.pace.Recurring;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Removes traces that are too old or too many, now and then. */
@Singleton
final class TraceSweep {

    private final Traces traces;
    private final Recurring sweep = new Recurring("traces swept", this::sweep);

    TraceSweep(Traces traces) {
        this.traces = traces;
    }

    void start(@Observes StartupEvent event, FreshContexts contexts, Delays delays, TraceConfig config) {
        sweep.start(contexts, delays, config.sweepEvery());
    }

    void stop(@Observes ShutdownEvent event) {
        sweep.stop();
    }

    /** Again and again until there is nothing left that is too much. */
    private Uni<Integer> sweep() {
        return Multi.createBy()
                .repeating()
                .uni(traces::sweep)
                .whilst(removed -> removed > 0)
                .collect()
                .last();
    }
}
