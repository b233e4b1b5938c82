package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.ChangeDraft;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Lifecycle.Active;
import dev.parley.orchestrator.conversation.LogEntry;
import dev.parley.protocol.event.ConversationEvent.ConversationPaused;
import dev.parley.protocol.event.ConversationEvent.ConversationResumed;
import dev.parley.protocol.problem.ProblemCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Tells, once the store is back, that the conversation had to wait for it. */
public final class Outage {

    private Outage() {}

    /**
     * The same step, after two lines that say so.
     *
     * @param since when the store was first missed
     */
    public static Step told(
            ConversationState state, Instant since, Instant back, Function<ConversationState, Step> step) {
        if (!(state.lifecycle() instanceof Active)) {
            return step.apply(state);
        }
        ChangeDraft paused = new ChangeDraft(state, since);
        paused.tell((id, conversation, at) ->
                new ConversationPaused(id, conversation, at, ProblemCode.STORE_UNAVAILABLE.wireName()));
        ConversationState after = state.after(paused.change());
        ChangeDraft resumed = new ChangeDraft(after, back);
        resumed.tell(ConversationResumed::new);
        Step next = step.apply(after.after(resumed.change()));
        List<LogEntry> entries = new ArrayList<>(paused.change().entries());
        entries.addAll(resumed.change().entries());
        entries.addAll(next.change().entries());
        return new Step(next.change().withEntries(entries), next.move());
    }
}
