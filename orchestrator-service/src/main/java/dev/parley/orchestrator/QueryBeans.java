package dev.parley.orchestrator;

import dev.parley.orchestrator.context.QuestionPlanner;
import dev.parley.orchestrator.context.TokenEstimates;
import dev.parley.orchestrator.context.WindowRule;
import dev.parley.orchestrator.model.ContextLengths;
import dev.parley.orchestrator.model.Model;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.query.QueryBounds;
import dev.parley.orchestrator.query.QueryDesk;
import dev.parley.orchestrator.query.QueryMemory;
import dev.parley.orchestrator.query.QueryMeters;
import dev.parley.orchestrator.query.QueryTools;
import dev.parley.orchestrator.query.QueryTries;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The model manager, put together. */
final class QueryBeans {

    @Produces
    @Singleton
    QueryDesk desk(
            Model model,
            ContextLengths lengths,
            WindowRule windows,
            TokenEstimates estimates,
            QueryMemory memory,
            MeterRegistry meters,
            Delays delays,
            Clock clock,
            QueryConfig config,
            OrchestratorConfig turns) {
        return new QueryDesk(new QueryTools(
                model,
                lengths,
                new QuestionPlanner(windows, estimates, config.answerTokens()),
                memory,
                new QueryTries(config.tries(), config.pause()),
                new QueryBounds(
                        config.silence(), config.answerTokens(), turns.turn().maxAnswer(), config.maxRunning()),
                new QueryMeters(meters),
                delays,
                clock));
    }
}
