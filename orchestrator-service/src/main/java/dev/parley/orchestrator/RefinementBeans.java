package dev.parley.orchestrator;

import dev.parley.orchestrator.context.TokenEstimates;
import dev.parley.orchestrator.context.WindowRule;
import dev.parley.orchestrator.model.ContextLengths;
import dev.parley.orchestrator.model.Model;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.query.QueryTries;
import dev.parley.orchestrator.refinement.Orchestration;
import dev.parley.orchestrator.refinement.Orchestrations;
import dev.parley.orchestrator.refinement.RefinementBounds;
import dev.parley.orchestrator.refinement.RefinementDesk;
import dev.parley.orchestrator.refinement.RefinementTools;
import dev.parley.orchestrator.trace.TraceFile;
import dev.parley.orchestrator.trace.Traces;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Refinement, put together. */
final class RefinementBeans {

    @Produces
    @Singleton
    RefinementDesk desk(
            Model model,
            ContextLengths lengths,
            WindowRule windows,
            TokenEstimates estimates,
            Traces traces,
            TraceFile file,
            Orchestrations changes,
            Tracer tracer,
            Delays delays,
            Clock clock,
            RefinementConfig config,
            QueryConfig queries,
            OrchestratorConfig turns) {
        RefinementTools tools = new RefinementTools(
                model,
                lengths,
                windows,
                estimates,
                traces,
                file,
                new QueryTries(queries.tries(), queries.pause()),
                new RefinementBounds(
                        config.silence(),
                        config.noteTokens(),
                        turns.turn().maxAnswer(),
                        config.samples(),
                        config.maxRunning()),
                tracer,
                delays,
                clock);
        return new RefinementDesk(tools, environment(config), changes);
    }

    private static Orchestration environment(RefinementConfig config) {
        return new Orchestration(
                config.enabled(),
                Math.max(0, Math.min(Orchestration.MOST_ROUNDS, config.rounds())),
                config.goal(),
                config.model(),
                config.modelSecondary(),
                config.temperature(),
                config.temperatureSecondary(),
                config.score());
    }
}
