package dev.parley.orchestrator.trace;

import dev.parley.orchestrator.TraceConfig;
import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.turn.FreshContexts;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Removes traces that are too old or too many, now and then. */
@Singleton
final class TraceSweep {

    private static final Logger LOG = Logger.getLogger(TraceSweep.class);

    private final Traces traces;
    private final Delays delays;
    private final FreshContexts contexts;
    private final Duration every;
    private volatile @Nullable Cancellable loop;

    TraceSweep(Traces traces, Delays delays, FreshContexts contexts, TraceConfig config) {
        this.traces = traces;
        this.delays = delays;
        this.contexts = contexts;
        this.every = config.sweepEvery();
    }

    void start(@Observes StartupEvent event) {
        contexts.run(() -> loop = Multi.createBy()
                .repeating()
                .uni(this::restThenSweep)
                .indefinitely()
                .subscribe()
                .with(swept -> {}, surprise -> LOG.error("the sweep has stopped code=internal-error", surprise)));
    }

    void stop(@Observes ShutdownEvent event) {
        Cancellable running = loop;
        if (running != null) {
            running.cancel();
        }
    }

    /** Again and again until there is nothing left that is too much. */
    private Uni<Integer> restThenSweep() {
        return delays.after(every)
                .chain(() -> Multi.createBy()
                        .repeating()
                        .uni(traces::sweep)
                        .whilst(removed -> removed > 0)
                        .collect()
                        .last())
                .onFailure(StoreUnavailable.class)
                .recoverWithItem(0)
                .onFailure()
                .invoke(failure -> LOG.error("traces not swept code=internal-error", failure))
                .onFailure()
                .recoverWithItem(0);
    }
}
