package dev.parley.orchestrator.retention;

import dev.parley.orchestrator.RetentionConfig;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.pace.FreshContexts;
import dev.parley.orchestrator.pace.Recurring;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Looks now and then for what has been kept for long enough. A batch at a time, so that nobody else waits for it. */
@Singleton
final class RetentionSweep {

    private static final Logger LOG = Logger.getLogger(RetentionSweep.class);

    private final Kept kept;
    private final Clock clock;
    private final RetentionConfig config;
    private final MeterRegistry meters;
    private final Recurring recurring = new Recurring("old conversations taken away", this::sweep);

    RetentionSweep(Kept kept, Clock clock, RetentionConfig config, MeterRegistry meters) {
        this.kept = kept;
        this.clock = clock;
        this.config = config;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event, FreshContexts contexts, Delays delays) {
        recurring.start(contexts, delays, config.every());
    }

    void stop(@Observes ShutdownEvent event) {
        recurring.stop();
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

    private Uni<Void> whileFull(Supplier<Uni<? extends Integer>> batch) {
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
