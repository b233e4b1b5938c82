package dev.parley.orchestrator.query;

import dev.parley.orchestrator.QueryConfig;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.pace.FreshContexts;
import dev.parley.orchestrator.pace.Recurring;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Forgets now and then what is too old to be remembered: nobody may ever ask for it again. */
@Singleton
final class QuerySweep {

    private final Recurring sweep;

    QuerySweep(QueryMemory memory) {
        this.sweep = new Recurring("memories swept", memory::forgetExpired);
    }

    void start(@Observes StartupEvent event, FreshContexts contexts, Delays delays, QueryConfig config) {
        sweep.start(contexts, delays, config.memory().sweepEvery());
    }

    void stop(@Observes ShutdownEvent event) {
        sweep.stop();
    }
}
