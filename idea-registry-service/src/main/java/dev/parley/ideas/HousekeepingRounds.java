package dev.parley.ideas;

import dev.parley.ideas.claim.Housekeeping;
import dev.parley.ideas.ledger.IdeaLedger.StoreAway;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Lets housekeeping run again and again, never twice at once, while the service is up. */
@ApplicationScoped
class HousekeepingRounds {

    private static final Logger LOG = Logger.getLogger(HousekeepingRounds.class);

    private final Housekeeping housekeeping;
    private final Duration every;
    private Cancellable rounds = () -> {};

    HousekeepingRounds(Housekeeping housekeeping, IdeasConfig config) {
        this.housekeeping = housekeeping;
        this.every = config.housekeeping().every();
    }

    void begin(@Observes StartupEvent started) {
        rounds = Multi.createFrom()
                .ticks()
                .every(every)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> round())
                .subscribe()
                .with(done -> {}, failure -> LOG.error("housekeeping has ended", failure));
    }

    void end(@Observes ShutdownEvent stopping) {
        rounds.cancel();
    }

    private Uni<Void> round() {
        return Uni.createFrom()
                .deferred(housekeeping::run)
                .onFailure()
                .invoke(HousekeepingRounds::tell)
                .onFailure()
                .recoverWithNull();
    }

    private static void tell(Throwable failure) {
        if (failure instanceof StoreAway) {
            LOG.debugf("housekeeping waits code=store-unavailable cause=%s", failure.getMessage());
        } else {
            LOG.error("a round of housekeeping failed", failure);
        }
    }
}
