package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ChangeDraft;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Lifecycle;
import dev.parley.orchestrator.conversation.Lifecycle.Active;
import dev.parley.orchestrator.conversation.Lifecycle.Completed;
import dev.parley.orchestrator.conversation.Lifecycle.Paused;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.orchestrator.conversation.SingleRound;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.conversation.StopReason;
import dev.parley.protocol.event.ConversationEvent.ConversationResumed;
import dev.parley.protocol.event.ConversationEvent.ConversationStarted;
import dev.parley.protocol.problem.ProblemCode;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What people ask of a conversation. Each request may be repeated. Between turns it takes effect at once, before a turn's
 * first word as soon as whoever runs it hears of it; while an agent is speaking, a pause or a stop takes effect when the turn
 * is over, because half an answer is of no use to anybody. Until then the status stays active.
 */
public final class Steering {

    private final Clock clock;

    public Steering(Clock clock) {
        this.clock = clock;
    }

    /** The first lines of a conversation's log. */
    public Change started(ConversationState state) {
        ChangeDraft draft = draft(state);
        draft.tell((id, conversation, now) -> new ConversationStarted(
                id,
                conversation,
                now,
                state.spec().subject(),
                state.spec().agents(),
                state.spec().numRounds()));
        if (!state.spec().autoRun()) {
            Endings.pause(draft, Endings.BY_USER);
        }
        return draft.change();
    }

    public Outcome<Change> pause(ConversationState state) {
        ChangeDraft draft = draft(state);
        if (state.lifecycle() instanceof Completed) {
            return ended();
        }
        if (state.lifecycle() instanceof Active active) {
            if (isSpeaking(state)) {
                draft.become(active.wishing(active.wish() == Wish.STOP ? Wish.STOP : Wish.PAUSE));
            } else {
                Endings.pause(draft, Endings.BY_USER);
            }
        }
        return Outcome.given(draft.change());
    }

    public Outcome<Change> resume(ConversationState state) {
        ChangeDraft draft = draft(state);
        if (state.lifecycle() instanceof Completed) {
            return ended();
        }
        if (state.lifecycle() instanceof Active && state.payer().withheld() != null) {
            return busy();
        }
        if (state.lifecycle() instanceof Active active && active.wish() == Wish.PAUSE) {
            draft.become(active.wishing(Wish.RUN));
        }
        if (state.lifecycle() instanceof Paused paused) {
            goOn(
                    draft,
                    paused.resume(),
                    draft.progress().towards(state.progress().target(), draft.now()));
        }
        return Outcome.given(draft.change());
    }

    /** Its payer pays no longer: it waits for somebody else, as after a pause. Nothing if somebody else pays already. */
    public Outcome<Change> withhold(ConversationState state, String key, String why) {
        ChangeDraft draft = draft(state);
        if (state.lifecycle() instanceof Active active && state.caller().key().equals(key)) {
            draft.pay(state.payer().withholding(why));
            if (isSpeaking(state)) {
                draft.become(active.wishing(active.wish() == Wish.STOP ? Wish.STOP : Wish.PAUSE));
            } else {
                Endings.pause(draft, why);
            }
        }
        return Outcome.given(draft.change());
    }

    public Outcome<Change> stop(ConversationState state) {
        ChangeDraft draft = draft(state);
        if (state.lifecycle() instanceof Active active) {
            if (isSpeaking(state)) {
                draft.become(active.wishing(Wish.STOP));
            } else {
                Endings.complete(draft, StopReason.STOPPED, null);
            }
        }
        if (state.lifecycle() instanceof Paused paused) {
            Endings.tellCompleted(draft, StopReason.STOPPED, null);
            draft.become(paused.complete(StopReason.STOPPED));
        }
        return Outcome.given(draft.change());
    }

    /** More rounds, counted from those that are finished. */
    public Outcome<Change> goOn(ConversationState state, int rounds) {
        Active active = reopened(state);
        if (active == null) {
            return busy();
        }
        ChangeDraft draft = draft(state);
        Progress progress = draft.progress();
        goOn(draft, active, progress.towards(progress.counts().rounds() + rounds, draft.now()));
        return Outcome.given(draft.change());
    }

    /** One round, or the rest of the one that was under way when it was paused; then it rests as before. */
    public Outcome<Change> oneRound(ConversationState state) {
        Active active = reopened(state);
        if (active == null) {
            return busy();
        }
        ChangeDraft draft = draft(state);
        StopReason rest = state.lifecycle() instanceof Completed completed && completed.reason() != StopReason.FAILED
                ? completed.reason()
                : null;
        Progress progress = draft.progress().towards(state.progress().target(), draft.now());
        goOn(draft, active, progress.withSingle(new SingleRound(rest)));
        return Outcome.given(draft.change());
    }

    /** The number of the round that {@link #oneRound} runs. */
    public static int numberOfNextRound(ConversationState state) {
        Progress progress = state.progress();
        return progress.round() == null ? progress.lastRound() + 1 : progress.lastRound();
    }

    private static void goOn(ChangeDraft draft, Lifecycle next, Progress progress) {
        draft.tell(ConversationResumed::new);
        draft.move(progress);
        draft.become(next);
    }

    private static @Nullable Active reopened(ConversationState state) {
        if (state.lifecycle() instanceof Paused paused) {
            return paused.resume();
        }
        return state.lifecycle() instanceof Completed completed ? completed.reopen() : null;
    }

    private static boolean isSpeaking(ConversationState state) {
        return state.progress().turn() != null;
    }

    private ChangeDraft draft(ConversationState state) {
        return new ChangeDraft(state, clock.instant());
    }

    private static Outcome<Change> ended() {
        return Outcome.refused(ProblemCode.CONVERSATION_ENDED, "status: completed (expected: active or paused)");
    }

    private static Outcome<Change> busy() {
        return Outcome.refused(ProblemCode.CONVERSATION_BUSY, "status: active (expected: paused or completed)");
    }
}
