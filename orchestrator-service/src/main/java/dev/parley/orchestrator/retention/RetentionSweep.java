package dev.parley.orchestrator.retention;

import dev.parley.orchestrator.RetentionConfig;
import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.turn.FreshContexts;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks now and then for what has been kept for long enough. A batch at a time, so that nobody else waits for it. */
@Singleton
final class RetentionSweep {

    private static final Logger LOG = Logger.getLogger(RetentionSweep.class);

    private final Kept kept;
    private final Delays delays;
    private final FreshContexts contexts;
    private final Clock clock;
    private final RetentionConfig config;
    private final MeterRegistry meters;
    private volatile @Nullable Cancellable loop;

    RetentionSweep(
            Kept kept,
            Delays delays,
            FreshContexts contexts,
            Clock clock,
            RetentionConfig config,
            MeterRegistry meters) {
        this.kept = kept;
        this.delays = delays;
        this.contexts = contexts;
        this.clock = clock;
        this.config = config;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        contexts.run(() -> loop = Multi.createBy()
                .repeating()
                .uni(() -> delays.after(config.every()).chain(this::patientSweep))
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

    /** Everything that is too old now. */
    Uni<Void> sweep() {
        Uni<Void> conversations = config.ended()
                .map(age ->
                        whileFull(() -> kept.forgetConversations(clock.instant().minus(age), config.batch())
                                .invoke(this::told)))
                .orElseGet(() -> Uni.createFrom().voidItem());
        return conversations.chain(() ->
                whileFull(() -> kept.forgetUsage(clock.instant().minus(config.usage()), config.batch())));
    }

    private Uni<Void> patientSweep() {
        return sweep().onFailure(StoreUnavailable.class)
                .recoverWithNull()
                .onFailure()
                .invoke(failure -> LOG.error("nothing taken away code=internal-error", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> whileFull(java.util.function.Supplier<Uni<? extends Integer>> batch) {
        return Multi.createBy()
                .repeating()
                .uni(batch)
                .whilst(gone -> gone >= config.batch())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private void told(int gone) {
        if (gone > 0) {
            meters.counter("parley.orchestrator.conversations.expired").increment(gone);
            LOG.infof("ended conversations taken away count=%d", gone);
        }
    }
}
