package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.context.ContextPlanner;
import dev.parley.orchestrator.course.Course;
import dev.parley.orchestrator.course.Limits;
import dev.parley.orchestrator.course.TryPolicy;
import dev.parley.orchestrator.idea.IdeaRegistry;
import dev.parley.orchestrator.model.ContextLengths;
import dev.parley.orchestrator.model.Model;
import dev.parley.orchestrator.model.Nodes;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.prompt.Prompts;
import dev.parley.orchestrator.stream.LivePlane;
import dev.parley.orchestrator.stream.Wakes;
import dev.parley.protocol.conversation.PartialAnswer;
import java.time.Clock;

/** What every run of a conversation works with. */
record TurnTools(
        TurnLog log,
        Model model,
        Nodes nodes,
        IdeaRegistry ideas,
        LivePlane live,
        Wakes wakes,
        Prompts prompts,
        ContextPlanner planner,
        ContextLengths lengths,
        Course course,
        TryPolicy tries,
        Delays delays,
        Clock clock,
        TurnMeters meters,
        OrchestratorConfig config) {

    TurnTools with(Course other) {
        return new TurnTools(
                log, model, nodes, ideas, live, wakes, prompts, planner, lengths, other, tries, delays, clock, meters,
                config);
    }

    static Limits limits(OrchestratorConfig config) {
        OrchestratorConfig.Turn turn = config.turn();
        return new Limits(
                turn.tries(),
                turn.generations(),
                turn.endlessCap(),
                PartialAnswer.valueOf(turn.resume().name()),
                turn.waitAgain());
    }
}
