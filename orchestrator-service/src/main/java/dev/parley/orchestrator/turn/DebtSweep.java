package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.pace.FreshContexts;
import dev.parley.orchestrator.pace.Recurring;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Looks now and then for conversations at rest that owe the registry something: no next turn would make it good. */
@Singleton
final class DebtSweep {

    private static final int AT_ONCE = 20;

    private final Recurring sweep;

    DebtSweep(Engine engine) {
        this.sweep = new Recurring("debts settled", () -> engine.settleDebts(AT_ONCE));
    }

    void start(@Observes StartupEvent event, FreshContexts contexts, Delays delays, OrchestratorConfig config) {
        sweep.start(contexts, delays, config.turn().settleEvery());
    }

    void stop(@Observes ShutdownEvent event) {
        sweep.stop();
    }
}
