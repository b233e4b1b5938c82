package dev.parley.orchestrator.query;

import dev.parley.orchestrator.context.QuestionPlanner;
import dev.parley.orchestrator.model.ContextLengths;
import dev.parley.orchestrator.model.Model;
import dev.parley.orchestrator.pace.Delays;
import java.time.Clock;

/** What every question works with. */
public record QueryTools(
        Model model,
        ContextLengths lengths,
        QuestionPlanner planner,
        QueryMemory memory,
        QueryTries tries,
        QueryBounds bounds,
        QueryMeters meters,
        Delays delays,
        Clock clock) {}
