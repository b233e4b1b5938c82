package dev.parley.orchestrator.importing;

import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ChangeDraft;
import dev.parley.orchestrator.conversation.ClaimState;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Counts;
import dev.parley.orchestrator.conversation.HeldTurn;
import dev.parley.orchestrator.conversation.KeptEdit;
import dev.parley.orchestrator.conversation.KeptMessage;
import dev.parley.orchestrator.conversation.KeptMessage.AnswerOrigin;
import dev.parley.orchestrator.conversation.Lifecycle.Completed;
import dev.parley.orchestrator.conversation.Lifecycle.Paused;
import dev.parley.orchestrator.conversation.MessagePlace;
import dev.parley.orchestrator.conversation.OpenRound;
import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.conversation.OpenTurn.Substitution;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.orchestrator.conversation.Verdicts;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.event.ConversationEvent.ConversationCompleted;
import dev.parley.protocol.event.ConversationEvent.ConversationPaused;
import dev.parley.protocol.event.ConversationEvent.ConversationStarted;
import dev.parley.protocol.event.ConversationEvent.MessageAdded;
import dev.parley.protocol.event.ConversationEvent.RoundCompleted;
import dev.parley.protocol.event.ConversationEvent.RoundStarted;
import dev.parley.protocol.event.ConversationEvent.TurnCompleted;
import dev.parley.protocol.event.ConversationEvent.TurnInterrupted;
import dev.parley.protocol.event.ConversationEvent.TurnSkipped;
import dev.parley.protocol.event.ConversationEvent.TurnStarted;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells an imported conversation's log anew, as if it had been held here: each line at the time of its message, nothing of
 * it paid. Where it stands is folded from the same lines. The registry has yet to hear of its ideas, so their claims are owed.
 */
public final class Retelling {

    /** Who paused it, and why a turn that nobody tells of has no answer. */
    static final String IMPORTED = "import";

    private static final String ANY_MODEL = "auto";

    private final ChangeDraft draft;
    private final Imported past;
    private final int speakers;

    private Retelling(ConversationState state, Imported past, Instant now) {
        this.draft = new ChangeDraft(state, now);
        this.past = past;
        this.speakers = state.spec().speakers().size();
    }

    /** Everything that the conversation begins with; then it rests, or has ended. */
    public static Change of(ConversationState fresh, Imported past, Instant now) {
        return new Retelling(fresh, past, now).change();
    }

    private Change change() {
        draft.tell((id, conversation, now) -> new ConversationStarted(
                id,
                conversation,
                now,
                draft.state().spec().subject(),
                draft.state().spec().agents(),
                draft.state().spec().numRounds()));
        for (Said said : past.said()) {
            if (said instanceof Said.Answer answer) {
                answered(answer);
            } else {
                added(said.message());
            }
        }
        rest();
        return draft.change();
    }

    private void answered(Said.Answer answer) {
        Message message = answer.message();
        int spoken = draft.progress().lastTurn();
        for (int turn = spoken + 1; turn < message.turn(); turn++) {
            skipped(turn, message);
        }
        round(message.round(), message.createdAt());
        long started = started(message);
        if (answer.isPartial()) {
            cutOff(message, started);
        } else {
            whole(answer, started);
        }
    }

    /** In the open round while somebody has yet to speak in it, else in the next. */
    private void skipped(int turn, Message next) {
        OpenRound open = draft.progress().round();
        int number = open == null || open.speaker() >= speakers
                ? Math.min(draft.progress().lastRound() + 1, next.round())
                : open.number();
        round(number, next.createdAt());
        draft.tell((id, conversation, now) -> new TurnSkipped(id, conversation, next.createdAt(), turn, IMPORTED));
        draft.move(draft.progress()
                .openTurn(attempt(turn, number, 0, draft.seq(), next.createdAt()))
                .closeTurn()
                .withRound(open().skipped(IMPORTED)));
    }

    /** Opens this round, unless it is open; the one before it is over then. */
    private void round(int number, Instant at) {
        OpenRound open = draft.progress().round();
        if (open != null && open.number() == number) {
            return;
        }
        if (open != null) {
            close(at);
        }
        draft.move(draft.progress().openRound(number));
        draft.tell((id, conversation, now) -> new RoundStarted(id, conversation, at, number));
    }

    private void close(Instant at) {
        OpenRound round = open();
        draft.move(draft.progress().closeRound(at, round.ideas()));
        draft.tell((id, conversation, now) ->
                new RoundCompleted(id, conversation, at, round.number(), round.newIdeas(), round.repeatedIdeas()));
    }

    private long started(Message message) {
        long seq = draft.seq();
        draft.tell((id, conversation, now) -> new TurnStarted(
                id,
                conversation,
                message.createdAt(),
                message.turn(),
                message.round(),
                Objects.requireNonNull(message.agent()),
                Objects.requireNonNull(message.agentRole()),
                message.model() == null ? ANY_MODEL : message.model(),
                1,
                null));
        return seq;
    }

    private void whole(Said.Answer answer, long started) {
        Message message = answer.message();
        Verdicts verdicts = Verdicts.of(answer.ideas());
        int tokens = message.tokens() == null ? 0 : message.tokens();
        long seq = draft.seq();
        draft.tell(
                (id, conversation, now) -> new TurnCompleted(
                        id,
                        conversation,
                        message.createdAt(),
                        message.turn(),
                        tokens,
                        0,
                        message.agentUrl(),
                        message.model(),
                        verdicts.newIdeas(),
                        verdicts.repeatedIdeas()),
                answer.ideas());
        ClaimState claim = answer.ideas().isEmpty() ? ClaimState.CONFIRMED : ClaimState.OWED;
        keep(seq, 0, message, new AnswerOrigin(started, 1, claim));
        if (answer.question() != null) {
            keep(seq, 1, answer.question(), null);
        }
        Progress progress = draft.progress()
                .openTurn(attempt(message.turn(), message.round(), 0, started, message.createdAt()))
                .closeTurn();
        draft.move(progress.withCounts(progress.counts().plusAnswer(tokens).plusIdeas(verdicts))
                .withRound(open().answered(verdicts)));
    }

    /** It is continued, or made again, when the conversation goes on. */
    private void cutOff(Message message, long started) {
        long seq = draft.seq();
        draft.tell((id, conversation, now) ->
                new TurnInterrupted(id, conversation, message.createdAt(), message.turn(), "paused", seq + ".0"));
        keep(seq, 0, message, new AnswerOrigin(started, 1, null));
        OpenRound round = open();
        int speaker = Math.min(round.speaker(), speakers - 1);
        OpenTurn attempt = attempt(message.turn(), message.round(), speaker, started, message.createdAt());
        draft.move(draft.progress()
                .openTurn(attempt)
                .closeTurn()
                .withRound(new OpenRound(
                        round.number(),
                        speaker,
                        round.newIdeas(),
                        round.repeatedIdeas(),
                        round.answered(),
                        round.code(),
                        round.unjudged()))
                .holding(HeldTurn.saying(attempt, 0, null)));
    }

    private static OpenTurn attempt(int turn, int round, int speaker, long seq, Instant at) {
        return new OpenTurn(turn, round, speaker, 1, seq, 0, 0, Substitution.NONE, at, null);
    }

    private void added(Message message) {
        long seq = draft.seq();
        draft.tell((id, conversation, now) -> new MessageAdded(
                id, conversation, message.createdAt(), seq + ".0", message.round(), message.turn(), message.content()));
        keep(seq, 0, message, null);
    }

    /** What a person has changed was changed already, when it is said here. */
    private void keep(long seq, int part, Message message, @Nullable AnswerOrigin answer) {
        boolean answered = answer != null;
        Role role = answered ? message.agentRole() : null;
        draft.keep(new KeptMessage(
                seq,
                part,
                new Message(
                        seq + "." + part,
                        message.role(),
                        message.content(),
                        answered ? message.agentUrl() : null,
                        answered ? message.agent() : null,
                        role,
                        answered ? message.model() : null,
                        message.round(),
                        message.turn(),
                        answered ? message.tokens() : null,
                        answered ? message.partial() : null,
                        message.editedAt(),
                        message.createdAt()),
                answer));
        if (message.editedAt() != null) {
            draft.keep(new KeptEdit(new MessagePlace(seq, part), message.content(), message.editedAt()));
        }
    }

    /** A round in which all have spoken is over; so is one that the file says was finished, its last ones were passed over. */
    private void rest() {
        OpenRound open = draft.progress().round();
        boolean held = draft.progress().interventions().held() != null;
        boolean over = open != null
                && (open.speaker() >= speakers
                        || past.rounds() > draft.progress().counts().rounds());
        if (over && !held) {
            close(draft.now());
        }
        draft.move(draft.progress().withCounts(counts()).at(null));
        end();
    }

    /** Rounds in which nobody answered have left nothing but their number. */
    private Counts counts() {
        Counts counts = draft.progress().counts();
        int last = draft.progress().round() == null
                ? draft.progress().lastRound()
                : draft.progress().lastRound() - 1;
        int rounds = Math.max(counts.rounds(), Math.min(past.rounds(), last));
        return new Counts(rounds, counts.turns(), counts.tokens(), counts.newIdeas(), counts.repeatedIdeas());
    }

    private void end() {
        Completed end = past.end();
        Counts counts = draft.progress().counts();
        if (end == null) {
            draft.tell((id, conversation, now) -> new ConversationPaused(id, conversation, now, IMPORTED));
            draft.become(new Paused());
        } else {
            draft.tell((id, conversation, now) -> new ConversationCompleted(
                    id,
                    conversation,
                    now,
                    end.reason(),
                    end.code(),
                    counts.rounds(),
                    counts.tokens(),
                    counts.newIdeas()));
            draft.become(end);
        }
    }

    private OpenRound open() {
        return Objects.requireNonNull(draft.progress().round(), "round");
    }
}
