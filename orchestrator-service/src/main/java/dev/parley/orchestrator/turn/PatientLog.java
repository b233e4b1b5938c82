package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.course.Outage;
import dev.parley.orchestrator.course.Step;
import dev.parley.orchestrator.pace.Delays;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Bears with an absent store: the conversation stays at its place, its finished answer in memory, and the same change is
 * tried again until the store is back or patience ends. Then the log says that it had to wait.
 */
final class PatientLog {

    private static final Logger LOG = Logger.getLogger(PatientLog.class);
    private static final Duration FIRST_BREATH = Duration.ofMillis(250);
    private static final Duration LONGEST_BREATH = Duration.ofSeconds(2);

    private final TurnLog log;
    private final Holding holding;
    private final Delays delays;
    private final Clock clock;
    private final Duration patience;
    private @Nullable Instant awaySince;
    private Duration breath = FIRST_BREATH;

    PatientLog(TurnLog log, Holding holding, Delays delays, Clock clock, Duration patience) {
        this.log = log;
        this.holding = holding;
        this.delays = delays;
        this.clock = clock;
        this.patience = patience;
    }

    /** As {@link TurnLog#change}, but a store that is away is waited for. */
    Uni<Step> change(Function<ConversationState, Step> decide) {
        return patiently(() -> log.change(holding, state -> tellingOfOutage(state, decide)))
                .invoke(kept -> awaySince = null);
    }

    <T> Uni<T> patiently(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> work.get())
                .onFailure(StoreUnavailable.class)
                .retry()
                .when(failures -> failures.onItem().transformToUniAndConcatenate(this::wait))
                .invoke(done -> breath = FIRST_BREATH);
    }

    private Uni<Throwable> wait(Throwable away) {
        Instant now = clock.instant();
        if (awaySince == null) {
            awaySince = now;
            LOG.warnf("conversation waits for the store conversation=%s code=store-unavailable", holding.key());
        }
        if (now.isAfter(awaySince.plus(patience))) {
            return Uni.createFrom().failure(away);
        }
        Duration pause = breath;
        Duration twice = pause.multipliedBy(2);
        breath = twice.compareTo(LONGEST_BREATH) > 0 ? LONGEST_BREATH : twice;
        return delays.after(pause).replaceWith(away);
    }

    private Step tellingOfOutage(ConversationState state, Function<ConversationState, Step> decide) {
        Instant since = awaySince;
        return since == null ? decide.apply(state) : Outage.told(state, since, clock.instant(), decide);
    }
}
