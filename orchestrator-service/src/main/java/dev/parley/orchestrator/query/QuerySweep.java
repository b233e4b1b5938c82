package dev.parley.orchestrator.query;

import dev.parley.orchestrator.QueryConfig;
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

/** Forgets now and then what is too old to be remembered: nobody may ever ask for it again. */
@Singleton
final class QuerySweep {

    private static final Logger LOG = Logger.getLogger(QuerySweep.class);

    private final QueryMemory memory;
    private final Delays delays;
    private final FreshContexts contexts;
    private final Duration every;
    private volatile @Nullable Cancellable loop;

    QuerySweep(QueryMemory memory, Delays delays, FreshContexts contexts, QueryConfig config) {
        this.memory = memory;
        this.delays = delays;
        this.contexts = contexts;
        this.every = config.memory().sweepEvery();
    }

    void start(@Observes StartupEvent event) {
        contexts.run(() -> loop = Multi.createBy()
                .repeating()
                .uni(this::restThenForget)
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

    private Uni<Void> restThenForget() {
        return delays.after(every)
                .chain(memory::forgetExpired)
                .onFailure(StoreUnavailable.class)
                .recoverWithNull()
                .onFailure()
                .invoke(failure -> LOG.error("memories not swept code=internal-error", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
