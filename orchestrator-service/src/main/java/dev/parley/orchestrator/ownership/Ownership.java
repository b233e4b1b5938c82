package dev.parley.orchestrator.ownership;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.pace.Bell;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.pace.FreshContexts;
import dev.parley.orchestrator.turn.Engine;
import dev.parley.transport.process.ProcessIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this process alive in the others' eyes and takes over what nobody runs. A process that is killed is missed after
 * the lapse; one that is told to go hands over at once.
 */
@Singleton
final class Ownership {

    private static final Logger LOG = Logger.getLogger(Ownership.class);

    /** Handing over is one statement; a process that is told to go does not wait longer for it than a person would. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Processes processes;
    private final ProcessIdentity me;
    private final Engine engine;
    private final Delays delays;
    private final FreshContexts contexts;
    private final OrchestratorConfig.Ownership config;
    private final MeterRegistry meters;
    private final Lapse lapse;
    private final Bell bell = new Bell();
    private volatile @Nullable Cancellable loop;
    private volatile boolean storeAway;
    private volatile boolean leaving;

    Ownership(
            Processes processes,
            ProcessIdentity me,
            Engine engine,
            Delays delays,
            FreshContexts contexts,
            OrchestratorConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.processes = processes;
        this.me = me;
        this.engine = engine;
        this.delays = delays;
        this.contexts = contexts;
        this.config = config.ownership();
        this.meters = meters;
        this.lapse = new Lapse(clock, config.ownership().lapse());
    }

    void start(@Observes StartupEvent event) {
        meters.gauge(
                "parley.orchestrator.conversations.running",
                engine,
                running -> running.running().size());
        meters.gauge("parley.orchestrator.store.away", this, self -> self.storeAway ? 1 : 0);
        processes.onUnowned(bell::ring);
        contexts.run(() -> loop = Multi.createBy()
                .repeating()
                .uni(this::beatThenRest)
                .indefinitely()
                .subscribe()
                .with(beat -> {}, surprise -> LOG.error("the heartbeat has stopped code=internal-error", surprise)));
    }

    /** Told to go: before the requests under way are waited for. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        handOver();
    }

    void stop(@Observes ShutdownEvent event) {
        handOver();
    }

    private synchronized void handOver() {
        if (leaving) {
            return;
        }
        leaving = true;
        Cancellable running = loop;
        if (running != null) {
            running.cancel();
        }
        engine.stop();
        try {
            processes.leave(me).subscribeAsCompletionStage().get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            LOG.infof("conversations handed over process=%s", me);
        } catch (ExecutionException | TimeoutException notHeard) {
            LOG.warnf("conversations not handed over, they lapse process=%s cause=%s", me, notHeard.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isStoreAway() {
        return storeAway;
    }

    boolean isLeaving() {
        return leaving;
    }

    private Uni<Void> beatThenRest() {
        return beat().onFailure()
                .recoverWithItem(this::missed)
                .chain(() -> Uni.combine().any().of(delays.after(config.heartbeat()), bell.next()));
    }

    private Uni<Void> beat() {
        return processes
                .beat(me)
                .chain(() -> processes.takeOver(me, lapse.beaten(), engine.running(), engine.room()))
                .invoke(this::run)
                .chain(() -> processes.lost(me, engine.running()))
                .invoke(engine::drop)
                .replaceWithVoid();
    }

    private void run(List<Holding> taken) {
        storeAway = false;
        for (Holding holding : taken) {
            meters.counter("parley.orchestrator.takeovers").increment();
            engine.run(holding);
        }
    }

    private Void missed(Throwable failure) {
        if (!(failure instanceof StoreUnavailable)) {
            LOG.error("heartbeat failed code=internal-error", failure);
        } else if (!storeAway) {
            LOG.warnf("the store is away code=store-unavailable cause=%s", failure.getMessage());
        }
        storeAway = true;
        lapse.missed();
        return null;
    }
}
