package dev.parley.orchestrator;

import dev.parley.orchestrator.context.ContextPlanner;
import dev.parley.orchestrator.context.TokenEstimates;
import dev.parley.orchestrator.context.WindowRule;
import dev.parley.orchestrator.prompt.Prompts;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The prompts' windows, as the operator wants them. */
final class ContextBeans {

    @Produces
    @Singleton
    WindowRule windows(ContextConfig config) {
        return new WindowRule(config.window(), config.windows(), config.maxWindow(), config.reserve());
    }

    @Produces
    @Singleton
    TokenEstimates estimates() {
        return new TokenEstimates();
    }

    @Produces
    @Singleton
    ContextPlanner planner(Prompts prompts, WindowRule windows, TokenEstimates estimates) {
        return new ContextPlanner(prompts, windows, estimates);
    }
}
