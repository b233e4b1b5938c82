package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.pace.Delays;
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

/** Looks now and then for conversations at rest that owe the registry something: no next turn would make it good. */
@Singleton
final class DebtSweep {

    private static final Logger LOG = Logger.getLogger(DebtSweep.class);
    private static final int AT_ONCE = 20;

    private final Engine engine;
    private final Delays delays;
    private final FreshContexts contexts;
    private final Duration every;
    private volatile @Nullable Cancellable loop;

    DebtSweep(Engine engine, Delays delays, FreshContexts contexts, OrchestratorConfig config) {
        this.engine = engine;
        this.delays = delays;
        this.contexts = contexts;
        this.every = config.turn().settleEvery();
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

    private Uni<Void> restThenSweep() {
        return delays.after(every)
                .chain(() -> engine.settleDebts(AT_ONCE))
                .onFailure(StoreUnavailable.class)
                .recoverWithNull()
                .onFailure()
                .invoke(failure -> LOG.error("debts not settled code=internal-error", failure))
                .onFailure()
                .recoverWithNull();
    }
}
