package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ChangeDraft;
import dev.parley.orchestrator.conversation.Continued;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.HeldTurn;
import dev.parley.orchestrator.conversation.Intervention;
import dev.parley.orchestrator.conversation.Interventions;
import dev.parley.orchestrator.conversation.KeptMessage;
import dev.parley.orchestrator.conversation.Lifecycle;
import dev.parley.orchestrator.conversation.Lifecycle.Active;
import dev.parley.orchestrator.conversation.Lifecycle.Completed;
import dev.parley.orchestrator.conversation.Lifecycle.Paused;
import dev.parley.orchestrator.conversation.MessagePlace;
import dev.parley.orchestrator.conversation.OpenRound;
import dev.parley.orchestrator.conversation.PriceSheet;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.orchestrator.conversation.SingleRound;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.conversation.Budget;
import dev.parley.protocol.conversation.ForkOrigin;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.PartialAnswer;
import dev.parley.protocol.conversation.StopReason;
import dev.parley.protocol.event.ConversationEvent.ConversationForked;
import dev.parley.protocol.event.ConversationEvent.ConversationResumed;
import dev.parley.protocol.event.ConversationEvent.ConversationStarted;
import dev.parley.protocol.problem.ProblemCode;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people ask of a conversation. Each request may be repeated. Between turns it takes effect at once, during one as
 * soon as whoever runs it hears of it: a pause and an abort cut off whoever speaks, and what was said is kept; a stop lets
 * it finish. Until then the status stays active.
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
                draft.become(active.wishing(active.wish() == Wish.RUN ? Wish.PAUSE : active.wish()));
            } else {
                Endings.pause(draft, Endings.BY_USER);
            }
        }
        return Outcome.given(draft.change());
    }

    public Outcome<Change> resume(ConversationState state) {
        return resume(state, null);
    }

    /**
     * Goes on.
     *
     * @param partial what becomes of an answer that was cut off; null = as the operator has set
     */
    public Outcome<Change> resume(ConversationState state, @Nullable PartialAnswer partial) {
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
            HeldTurn held = state.progress().interventions().held();
            goOn(
                    draft,
                    paused.resume(),
                    draft.progress()
                            .towards(state.progress().target(), draft.now())
                            .holding(held == null ? null : held.resolved(partial)));
        }
        return Outcome.given(draft.change());
    }

    /** Its payer pays no longer: it waits for somebody else, as after a pause. Nothing if somebody else pays already. */
    public Outcome<Change> withhold(ConversationState state, String key, String why) {
        ChangeDraft draft = draft(state);
        if (state.lifecycle() instanceof Active active && state.caller().key().equals(key)) {
            draft.pay(state.payer().withholding(why));
            if (isSpeaking(state)) {
                draft.become(active.wishing(active.wish() == Wish.RUN ? Wish.PAUSE : active.wish()));
            } else {
                Endings.pause(draft, why);
            }
        }
        return Outcome.given(draft.change());
    }

    /** Ends it now; what was said so far is kept. Nothing for one that has ended. */
    public Outcome<Change> abort(ConversationState state) {
        ChangeDraft draft = draft(state);
        if (state.lifecycle() instanceof Active active) {
            if (isSpeaking(state)) {
                draft.become(active.wishing(Wish.ABORT));
            } else {
                Endings.complete(draft, StopReason.ABORTED, null);
            }
        }
        if (state.lifecycle() instanceof Paused paused) {
            Endings.tellCompleted(draft, StopReason.ABORTED, null);
            draft.become(paused.complete(StopReason.ABORTED));
        }
        return Outcome.given(draft.change());
    }

    /** A person joins in: at once, or as soon as whoever speaks has finished. */
    public Outcome<Change> add(ConversationState state, String content, @Nullable String requestKey) {
        ChangeDraft draft = draft(state);
        return intervene(draft, new Intervention(null, content, requestKey, draft.now()));
    }

    /** A person changes what the history says: at once, or as soon as whoever speaks has finished. */
    public Outcome<Change> edit(ConversationState state, MessagePlace place, String content) {
        ChangeDraft draft = draft(state);
        Intervention waiting = state.progress().interventions().waitingFor(place);
        if (waiting != null && waiting.content().equals(content)) {
            return Outcome.given(draft.change());
        }
        return intervene(draft, new Intervention(place, content, null, draft.now()));
    }

    private static Outcome<Change> intervene(ChangeDraft draft, Intervention intervention) {
        Interventions before = draft.progress().interventions();
        if (draft.progress().turn() == null) {
            Speech.now(draft, intervention);
        } else if (before.waiting().size() >= Interventions.MOST) {
            String detail = "messages: %d wait for the turn to end (expected: fewer)".formatted(Interventions.MOST);
            return Outcome.refused(ProblemCode.CONVERSATION_BUSY, detail);
        } else {
            draft.move(draft.progress().withInterventions(before.with(intervention)));
        }
        return Outcome.given(draft.change());
    }

    /** The first line of its own in the log of a conversation whose past is another's. */
    public Change forked(ConversationState state, ForkOrigin origin) {
        ChangeDraft draft = draft(state);
        draft.tell((id, conversation, now) -> new ConversationForked(
                id,
                conversation,
                now,
                origin.conversation(),
                origin.turn(),
                state.spec().subject(),
                state.spec().agents(),
                state.spec().numRounds()));
        OpenRound round = draft.progress().round();
        if (round != null && round.speaker() >= state.spec().speakers().size()) {
            Endings.closeRound(draft);
        }
        if (draft.lifecycle() instanceof Active && !state.spec().autoRun()) {
            Endings.pause(draft, Endings.BY_USER);
        }
        return draft.change();
    }

    /** Where a message that was added stands, or will; with an id once it has its place. */
    public static Message added(Change change, ConversationState before, String content, Instant at) {
        return change.messages().stream()
                .map(KeptMessage::message)
                .findFirst()
                .orElseGet(() -> Speech.message(before.progress(), new Intervention(null, content, null, at), null));
    }

    public Outcome<Change> stop(ConversationState state) {
        ChangeDraft draft = draft(state);
        if (state.lifecycle() instanceof Active active) {
            if (isSpeaking(state)) {
                draft.become(active.wishing(active.wish() == Wish.ABORT ? Wish.ABORT : Wish.STOP));
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
        return goOn(state, rounds, null, null, null);
    }

    /**
     * More rounds, counted from those that are finished.
     *
     * @param budget counted from now; null for the one so far, anew if it was spent
     * @param prices that it is agreed at
     * @param requestKey under which the request changes nothing when it comes again; null if it has none
     */
    public Outcome<Change> goOn(
            ConversationState state,
            int rounds,
            @Nullable Budget budget,
            @Nullable PriceSheet prices,
            @Nullable String requestKey) {
        Continued before = state.progress().interventions().continued();
        if (before != null && before.requestKey().equals(requestKey)) {
            return before.rounds() == rounds ? Outcome.given(Change.none(state)) : usedBefore();
        }
        Active active = reopened(state);
        if (active == null) {
            return busy();
        }
        ChangeDraft draft = draft(state);
        Progress progress = Rules.goneOn(draft.progress(), ended(state), draft.now());
        Progress agreed =
                budget == null ? progress : progress.with(ledger -> ledger.agreed(budget, prices, draft.now()));
        Progress known = requestKey == null
                ? agreed
                : agreed.withInterventions(agreed.interventions().continuedBy(new Continued(requestKey, rounds)));
        goOn(draft, active, known.towards(known.counts().rounds() + rounds, draft.now()));
        return Outcome.given(draft.change());
    }

    private static @Nullable StopReason ended(ConversationState state) {
        return state.lifecycle() instanceof Completed completed ? completed.reason() : null;
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
        Progress progress = Rules.goneOn(draft.progress(), ended(state), draft.now())
                .towards(state.progress().target(), draft.now());
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

    private static Outcome<Change> usedBefore() {
        return Outcome.refused(
                ProblemCode.IDEMPOTENCY_CONFLICT,
                "Idempotency-Key: used before for another number of rounds (expected: a new key)");
    }

    private static Outcome<Change> busy() {
        return Outcome.refused(ProblemCode.CONVERSATION_BUSY, "status: active (expected: paused or completed)");
    }
}
