package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.ChangeDraft;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.HeldTurn;
import dev.parley.orchestrator.conversation.Lifecycle.Active;
import dev.parley.orchestrator.conversation.OpenRound;
import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.conversation.OpenTurn.Substitution;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.orchestrator.conversation.Verdicts;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.event.ConversationEvent.TurnInterrupted;
import dev.parley.protocol.event.ConversationEvent.TurnSkipped;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.problem.ProblemCode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The course of a conversation in rounds: every agent in turn, a pause, the next round, until the planned rounds are done,
 * somebody stops it, or the operator's cap is reached. Every method looks at what is kept, under the conversation's lock,
 * and gives the change to keep and the move that follows.
 */
public final class Course {

    /** Why a turn is made again by another process. */
    static final String PROCESS_ENDED = "process-ended";

    /** The router chooses. */
    private static final String ANY_MODEL = "auto";

    private final Clock clock;
    private final Limits limits;
    private final TryPolicy tries;
    private final Attempts attempts;

    public Course(Clock clock, Limits limits) {
        this(clock, limits, new Attempts(limits, Compactions.NONE, Continuations.ALL));
    }

    private Course(Clock clock, Limits limits, Attempts attempts) {
        this.clock = clock;
        this.limits = limits;
        this.tries = new TryPolicy(limits);
        this.attempts = attempts;
    }

    /** The same, but what is told in short for an attempt is in the log before it. */
    public Course telling(Compactions others) {
        return new Course(clock, limits, attempts.telling(others));
    }

    /** The same, but an answer that was cut off is made anew where nobody has proven that it can be gone on with. */
    public Course continuing(Continuations others) {
        return new Course(clock, limits, attempts.continuing(others));
    }

    /**
     * Goes on from wherever the conversation stands, when no attempt of it is under way here.
     *
     * @param inherited the attempt that was under way when this process took over: it was interrupted, which is recorded,
     *     and is made again. Any other that the log shows as under way is this process's own, kept by a transaction whose
     *     end it did not hear: it is simply made
     */
    public Step advance(ConversationState state, @Nullable OpenTurn inherited) {
        if (!(state.lifecycle() instanceof Active active)) {
            return Step.none(state, new Move.Gone());
        }
        OpenTurn open = state.progress().turn();
        if (open != null && (inherited == null || inherited.seq() != open.seq())) {
            return Step.none(state, Attempts.underWay(new ChangeDraft(state, now()), open));
        }
        ChangeDraft draft = new ChangeDraft(state, now());
        OpenTurn again = interrupted(draft);
        if (draft.lifecycle() instanceof Active && Endings.byWish(draft, active.wish())) {
            return new Step(draft.change(), new Move.Gone());
        }
        if (!(draft.lifecycle() instanceof Active)) {
            return new Step(draft.change(), new Move.Gone());
        }
        return again == null ? nextTurn(draft) : attempts.begin(draft, again.at(draft.seq()));
    }

    /** The attempt came to nothing. {@code substitution} is used only if another node is to stand in. */
    public Step failed(ConversationState state, OpenTurn attempt, Failed failed, Substitution substitution) {
        if (!isUnderWay(state, attempt)) {
            return Step.none(state, new Move.Next());
        }
        ChangeDraft draft = new ChangeDraft(state, now());
        Speaker speaker = speaker(state, attempt);
        draft.move(draft.progress()
                .with(ledger -> ledger.spendHeard(failed.pieces(), askedModel(attempt, speaker.agent()))));
        if (state.lifecycle() instanceof Active active && active.wish() != Wish.RUN) {
            return givenUp(draft, attempt, failed.code().wireName(), active.wish());
        }
        return switch (tries.after(attempt, speaker.agent(), failed)) {
            case RETRY -> attempts.again(draft, attempt, failed, attempt.substituted());
            case SUBSTITUTE -> attempts.again(draft, attempt, failed, substitution);
            case SKIP -> {
                skip(draft, attempt, failed.code());
                yield finished(draft, "");
            }
            case WAIT -> waitFor(draft, attempt, failed);
        };
    }

    /** The turn is made again after a while, as often as it takes: its caller wants this agent and no other. */
    private Step waitFor(ChangeDraft draft, OpenTurn attempt, Failed failed) {
        draft.tell((id, conversation, now) -> new TurnInterrupted(
                id, conversation, now, attempt.turn(), failed.code().wireName(), null));
        Instant again = draft.now().plus(limits.waitAgain());
        HeldTurn held =
                HeldTurn.silent(attempt, draft.progress().interventions().held());
        draft.move(draft.progress().closeTurn().at(again).holding(held));
        Speech.between(draft);
        return new Step(draft.change(), new Move.Next());
    }

    /**
     * Somebody wished its end, or time is up, and it was cut off. If the wish was taken back meanwhile it is made again.
     *
     * @param said what was heard of it; null if nothing was
     */
    public Step cutOff(ConversationState state, OpenTurn attempt, @Nullable Said said) {
        if (!isUnderWay(state, attempt) || !(state.lifecycle() instanceof Active active)) {
            return Step.none(state, new Move.Next());
        }
        ChangeDraft draft = new ChangeDraft(state, now());
        if (active.wish() == Wish.RUN && said == null && !isTimeUp(draft)) {
            return Step.none(state, Attempts.underWay(draft, attempt));
        }
        Cut.off(draft, attempt, speaker(state, attempt).agent(), reason(active.wish(), draft), said);
        boolean rests = Endings.byWish(draft, active.wish()) || Rules.byBudget(draft);
        return new Step(draft.change(), rests ? new Move.Gone() : new Move.Next());
    }

    private static boolean isTimeUp(ChangeDraft draft) {
        return draft.progress().ledger().spentUp(draft.now()).isPresent();
    }

    private static String reason(Wish wish, ChangeDraft draft) {
        return switch (wish) {
            case RUN -> isTimeUp(draft) ? "time" : "paused";
            case PAUSE -> "paused";
            case STOP -> "stopped";
            case ABORT -> "aborted";
        };
    }

    /** The answer is whole. Doing this twice changes nothing: a commit whose end nobody heard may be repeated. */
    public Step answered(ConversationState state, OpenTurn attempt, Answer answer) {
        if (!isUnderWay(state, attempt)) {
            return Step.none(state, new Move.Next());
        }
        ChangeDraft draft = new ChangeDraft(state, now());
        Answers.keep(draft, attempt, speaker(state, attempt).agent(), answer);
        Verdicts verdicts = Verdicts.of(answer.settledIdeas());
        Progress progress = draft.progress().closeTurn();
        OpenRound round = round(progress).answered(verdicts);
        draft.move(progress.withCounts(
                        progress.counts().plusAnswer(answer.countedTokens()).plusIdeas(verdicts))
                .withRound(answer.ideas() == null ? round.withoutVerdict() : round)
                .with(ledger -> ledger.spend(answer.promptTokens(), answer.countedTokens(), answer.model())));
        nothingHeld(draft);
        Speech.between(draft);
        return finished(draft, answer.text());
    }

    /**
     * The registry is back: verdicts of an earlier turn.
     *
     * @param told what the log has said of the turn's ideas so far; nothing, unless the turn was imported
     */
    public Step settled(ConversationState state, int turn, List<Idea> ideas, List<Idea> told) {
        ChangeDraft draft = new ChangeDraft(state, now());
        if (!told.isEmpty() && ideas.equals(told)) {
            draft.settleAsTold(turn);
        } else {
            draft.settle(turn, ideas);
            draft.move(draft.progress()
                    .withCounts(draft.progress()
                            .counts()
                            .minusIdeas(Verdicts.of(told))
                            .plusIdeas(Verdicts.of(ideas))));
        }
        return new Step(draft.change(), new Move.Next());
    }

    /** Somebody waits for the turn's end: what has come to nothing is not begun again. */
    private static Step givenUp(ChangeDraft draft, OpenTurn attempt, String reason, Wish wish) {
        Cut.off(draft, attempt, speaker(draft.state(), attempt).agent(), reason, null);
        Endings.byWish(draft, wish);
        return new Step(draft.change(), new Move.Gone());
    }

    private @Nullable OpenTurn interrupted(ChangeDraft draft) {
        OpenTurn open = draft.progress().turn();
        if (open == null) {
            return null;
        }
        Cut.off(draft, open, speaker(draft.state(), open).agent(), PROCESS_ENDED, null);
        if (tries.mayGenerateAgain(open)) {
            return open.afterInterruption(draft.seq());
        }
        skip(draft, open, ProblemCode.INTERNAL_ERROR);
        Endings.afterTurn(draft, "");
        return null;
    }

    private Step nextTurn(ChangeDraft draft) {
        Progress progress = draft.progress();
        if (Endings.byCap(draft, limits.endlessCap()) || Endings.byTarget(draft) || Rules.byBudget(draft)) {
            return new Step(draft.change(), new Move.Gone());
        }
        Instant notBefore = progress.notBefore();
        if (notBefore != null && notBefore.isAfter(draft.now())) {
            Instant deadline = progress.ledger().deadline(draft.now());
            return new Step(
                    draft.change(),
                    new Move.Wait(deadline != null && deadline.isBefore(notBefore) ? deadline : notBefore));
        }
        if (progress.round() == null) {
            Endings.openRound(draft);
        }
        return attempts.next(draft);
    }

    /** The turn is over: what was kept of an attempt that was cut off has served. */
    private static void nothingHeld(ChangeDraft draft) {
        HeldTurn held = draft.progress().interventions().held();
        if (held != null) {
            if (held.said()) {
                draft.voidPartial();
            }
            draft.move(draft.progress().holding(null));
        }
    }

    /** The model that an attempt asks for. */
    public static String askedModel(OpenTurn turn, Agent agent) {
        return turn.substituted() == Substitution.NODE_AND_MODEL ? ANY_MODEL : agent.model();
    }

    private static void skip(ChangeDraft draft, OpenTurn attempt, ProblemCode code) {
        draft.tell((id, conversation, now) -> new TurnSkipped(id, conversation, now, attempt.turn(), code.wireName()));
        Progress progress = draft.progress().closeTurn();
        draft.move(progress.withRound(round(progress).skipped(code.wireName())));
        nothingHeld(draft);
        Speech.between(draft);
    }

    private static Step finished(ChangeDraft draft, String answer) {
        Endings.afterTurn(draft, answer);
        boolean goesOn = draft.lifecycle() instanceof Active;
        return new Step(draft.change(), goesOn ? new Move.Next() : new Move.Gone());
    }

    /** Whoever holds the fence is alone, so an attempt that is no longer open was ended by the same holder's earlier call. */
    private static boolean isUnderWay(ConversationState state, OpenTurn attempt) {
        OpenTurn open = state.progress().turn();
        return open != null && open.seq() == attempt.seq();
    }

    static Speaker speaker(ConversationState state, OpenTurn turn) {
        return state.spec().speakers().get(turn.speaker());
    }

    static OpenRound round(Progress progress) {
        OpenRound round = progress.round();
        if (round == null) {
            throw new IllegalStateException("round: none (expected: one while a turn is under way)");
        }
        return round;
    }

    private Instant now() {
        return clock.instant();
    }
}
