package dev.parley.orchestrator.context;

import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.prompt.Prompts;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.orchestrator.spec.Speaker;
import java.util.List;
import java.util.Optional;

/**
 * Makes prompts that fit. The system text with the role is never cut; the newest answer and the ideas so far always have a
 * place; older answers are told word for word while there is room, and in a line each beyond that.
 */
public final class ContextPlanner {

    private final Prompts prompts;
    private final WindowRule windows;
    private final TokenEstimates estimates;

    public ContextPlanner(Prompts prompts, WindowRule windows, TokenEstimates estimates) {
        this.prompts = prompts;
        this.windows = windows;
        this.estimates = estimates;
    }

    /**
     * The prompt of one attempt.
     *
     * @param model that is asked for
     * @param length the longest context that the model was made for; empty if nobody can tell
     */
    public ContextPlan plan(
            ConversationSpec spec, Speaker speaker, String model, Optional<Integer> length, Past past, Trust trust) {
        if (spec.likeV4()) {
            return asInTheFirstSystem(spec, speaker, past);
        }
        ChatMessage system = prompts.system(spec, speaker);
        // The first guess and not what was learned: a window that wanders makes nodes reload.
        int fixed = new Rates().most(Measure.of(system.content()));
        Window window = windows.of(model, length, fixed, speaker.agent().maxTokens());
        Weights weights = new Weights(estimates.of(model), trust);
        return new Fitting(prompts, spec, weights, window, past, system).plan();
    }

    /** A node counted the tokens of a prompt. */
    public void heard(String model, ContextPlan plan, int counted) {
        estimates.of(model).heard(plan.measure(), counted - Weights.template(plan.messages()));
    }

    /** A node refused a prompt as too long for its window. */
    public void tooLong(String model, ContextPlan plan) {
        if (plan.window() != null) {
            estimates.of(model).tooLong(plan.measure(), plan.window().context());
        }
    }

    private ContextPlan asInTheFirstSystem(ConversationSpec spec, Speaker speaker, Past past) {
        List<ChatMessage> history =
                past.history().stream().flatMap(one -> one.messages().stream()).toList();
        List<ChatMessage> messages = prompts.messages(spec, speaker, history, past.ideas());
        return new ContextPlan(messages, null, null, 0, Weights.measure(messages));
    }
}
